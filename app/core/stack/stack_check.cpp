// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/stack_check.h"

#include "core/stack/stack_text.h"

#include <QHash>

namespace signalbox {
namespace {

struct Place
{
    int line = 0;
    int column = 0;
};

// Where `service` names `dependency` in its depends_on, list or map.
Place placeOfDependency(const YamlNode& root, const QString& service, const QString& dependency)
{
    const YamlNode* node = root.find(QLatin1String("services"));
    for (const YamlEntry& entry : node->entries) {
        if (entry.key != service)
            continue;
        const YamlNode* list = entry.value.find(QLatin1String("depends_on"));
        for (const YamlEntry& named : list->entries) {
            if (named.key == dependency)
                return {named.line, named.column};
        }
        for (const YamlNode& item : list->items) {
            if (item.text == dependency)
                return {item.line, item.column};
        }
    }
    return {};
}

// Depth-first search; a service met again while its own dependencies are being looked at closes a cycle.
class CycleFinder
{
public:
    CycleFinder(const QList<ServiceDefinition>& services, const YamlNode& root, NodeReader& reader)
        : m_root(root)
        , m_reader(reader)
    {
        for (const ServiceDefinition& service : services)
            m_services.insert(service.name, &service);
    }

    void visit(const QString& name)
    {
        if (m_done.contains(name) || !m_services.contains(name))
            return;
        m_way.append(name);
        for (const Dependency& dependency : m_services.value(name)->dependsOn) {
            if (const qsizetype start = m_way.indexOf(dependency.service); start >= 0)
                report(name, dependency.service, m_way.mid(start) << dependency.service);
            else
                visit(dependency.service);
        }
        m_way.removeLast();
        m_done.insert(name);
    }

private:
    void report(const QString& service, const QString& dependency, const QStringList& cycle)
    {
        const Place place = placeOfDependency(m_root, service, dependency);
        m_reader.problem(
            place.line,
            place.column,
            StackText::tr("The services wait for each other in a circle: %1.").arg(cycle.join(QStringLiteral(" → "))));
    }

    const YamlNode& m_root;
    NodeReader& m_reader;
    QHash<QString, const ServiceDefinition*> m_services;
    QStringList m_way;
    QSet<QString> m_done;
};

void checkDependenciesExist(const QList<ServiceDefinition>& services, const YamlNode& root, NodeReader& reader)
{
    QSet<QString> names;
    for (const ServiceDefinition& service : services)
        names.insert(service.name);
    for (const ServiceDefinition& service : services) {
        for (const Dependency& dependency : service.dependsOn) {
            if (names.contains(dependency.service) || !dependency.required)
                continue;
            const Place place = placeOfDependency(root, service.name, dependency.service);
            reader.problem(place.line,
                           place.column,
                           StackText::tr("“%1” depends on “%2”, but no service of that name is defined.")
                               .arg(service.name, dependency.service));
        }
    }
}

void checkPortVariables(const QList<ServiceDefinition>& services, NodeReader& reader)
{
    QHash<QString, QString> owners; // variable → service
    for (const ServiceDefinition& service : services) {
        for (auto port = service.native.ports.cbegin(); port != service.native.ports.cend(); ++port) {
            const QString variable = portVariable(service.name, port.key());
            const QString owner = owners.value(variable);
            if (!owner.isEmpty())
                reader.problem(service.line,
                               1,
                               StackText::tr("“%1” and “%2” would share the variable %3; rename one of them.")
                                   .arg(owner, service.name, variable));
            owners.insert(variable, service.name);
        }
    }
}

} // namespace

void checkServices(const QList<ServiceDefinition>& services, const YamlNode& root, NodeReader& reader)
{
    checkDependenciesExist(services, root, reader);
    CycleFinder cycles(services, root, reader);
    for (const ServiceDefinition& service : services)
        cycles.visit(service.name);
    checkPortVariables(services, reader);
}

} // namespace signalbox
