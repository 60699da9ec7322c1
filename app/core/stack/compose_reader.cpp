// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/compose_reader.h"

#include "core/stack/extension_reader.h"
#include "core/stack/stack_text.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace signalbox {
namespace {

// compose-spec, "name": a project without one is called like its folder.
QString nameOfFolder(const QString& file)
{
    static const QRegularExpression forbidden(QStringLiteral("[^a-z0-9_-]"));
    static const QRegularExpression badStart(QStringLiteral("^[_-]+"));
    QString name = QFileInfo(file).absoluteDir().dirName().toLower();
    name.remove(forbidden).remove(badStart);
    return name.isEmpty() ? QStringLiteral("stack") : name;
}

// "NAME" alone takes the value of the variable of that name, when there is one (compose-spec, "environment").
void addVariable(QMap<QString, QString>& environment, const QString& name, const Variables& variables)
{
    if (const auto found = variables.constFind(name); found != variables.cend())
        environment.insert(name, *found);
}

QMap<QString, QString> readEnvironment(const YamlNode* node, const Variables& variables, NodeReader& reader)
{
    QMap<QString, QString> environment;
    if (!node || node->kind == YamlNode::Kind::Null)
        return environment;
    if (node->kind == YamlNode::Kind::List) {
        for (const QString& item : reader.texts(node)) {
            const qsizetype equals = item.indexOf(QLatin1Char('='));
            if (equals < 0)
                addVariable(environment, item, variables);
            else
                environment.insert(item.left(equals), item.mid(equals + 1));
        }
        return environment;
    }
    if (node->kind != YamlNode::Kind::Map) {
        reader.expected(*node, StackText::tr("a map or a list of NAME=value"));
        return environment;
    }
    for (const YamlEntry& entry : node->entries) {
        if (entry.value.kind == YamlNode::Kind::Null)
            addVariable(environment, entry.key, variables);
        else
            environment.insert(entry.key, reader.text(&entry.value));
    }
    return environment;
}

DependencyCondition readCondition(const YamlNode* node, NodeReader& reader)
{
    const QString name = reader.text(node);
    if (name.isEmpty() || name == QLatin1String("service_started"))
        return DependencyCondition::Started;
    if (name == QLatin1String("service_healthy"))
        return DependencyCondition::Healthy;
    if (name == QLatin1String("service_completed_successfully"))
        return DependencyCondition::CompletedSuccessfully;
    reader.expected(*node, StackText::tr("service_started, service_healthy or service_completed_successfully"));
    return DependencyCondition::Started;
}

QList<Dependency> readDependencies(const YamlNode* node, NodeReader& reader)
{
    QList<Dependency> dependencies;
    if (!node || node->kind == YamlNode::Kind::Null)
        return dependencies;
    if (node->kind == YamlNode::Kind::List) {
        for (const QString& service : reader.texts(node))
            dependencies.append({service, DependencyCondition::Started, true});
        return dependencies;
    }
    if (node->kind != YamlNode::Kind::Map) {
        reader.expected(*node, StackText::tr("a list of services or a map of service to condition"));
        return dependencies;
    }
    for (const YamlEntry& entry : node->entries) {
        Dependency dependency{entry.key, DependencyCondition::Started, true};
        if (const YamlNode* details = reader.map(&entry.value)) {
            dependency.condition = readCondition(details->find(QLatin1String("condition")), reader);
            dependency.required = reader.flag(details->find(QLatin1String("required")), true);
        }
        dependencies.append(dependency);
    }
    return dependencies;
}

ServiceDefinition readService(const YamlEntry& entry, const Variables& variables, NodeReader& reader)
{
    ServiceDefinition service;
    service.name = entry.key;
    service.line = entry.line;
    if (const YamlNode* node = reader.map(&entry.value)) {
        service.image = reader.text(node->find(QLatin1String("image")));
        service.environment = readEnvironment(node->find(QLatin1String("environment")), variables, reader);
        service.dependsOn = readDependencies(node->find(QLatin1String("depends_on")), reader);
        service.profiles = reader.texts(node->find(QLatin1String("profiles")));
        readServiceExtension(node->find(QLatin1String("x-signalbox")), service, reader);
    }
    return service;
}

} // namespace

QString readStackName(const YamlNode& root, NodeReader& reader)
{
    static const QRegularExpression allowed(QStringLiteral("^[a-z0-9][a-z0-9_-]*$"));
    const YamlNode* node = root.find(QLatin1String("name"));
    QString name = reader.text(node);
    if (name.isEmpty())
        return nameOfFolder(reader.file());
    if (!allowed.match(name).hasMatch())
        reader.expected(*node,
                        StackText::tr("lower-case letters, digits, “-” and “_”, beginning with one of the first"));
    return name;
}

QList<ServiceDefinition> readServices(const YamlNode& root, const Variables& variables, NodeReader& reader)
{
    // Names become folders below data/: Compose's own rule, without a dot in front.
    static const QRegularExpression allowed(QStringLiteral("^[a-zA-Z0-9_-][a-zA-Z0-9._-]*$"));
    const YamlNode* node = root.find(QLatin1String("services"));
    if (!node) {
        reader.problem(root.line,
                       root.column,
                       StackText::tr("The key “services” is missing; a stack needs at least one service."));
        return {};
    }
    QList<ServiceDefinition> services;
    if (const YamlNode* entries = reader.map(node)) {
        for (const YamlEntry& entry : entries->entries) {
            if (!allowed.match(entry.key).hasMatch())
                reader.problem(
                    entry.line,
                    entry.column,
                    StackText::tr("“%1” is no name for a service; expected letters, digits, “.”, “-” and “_”.")
                        .arg(entry.key));
            services.append(readService(entry, variables, reader));
        }
    }
    if (services.isEmpty())
        reader.problem(node->line, node->column, StackText::tr("A stack needs at least one service."));
    return services;
}

} // namespace signalbox
