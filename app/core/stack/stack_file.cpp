// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/stack_file.h"

#include "core/stack/compose_reader.h"
#include "core/stack/extension_reader.h"
#include "core/stack/interpolation.h"
#include "core/stack/stack_check.h"
#include "core/stack/stack_text.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace signalbox {
namespace {

tl::unexpected<Error> failWith(QList<StackFileProblem> problems)
{
    std::stable_sort(problems.begin(), problems.end(), [](const StackFileProblem& a, const StackFileProblem& b) {
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    QStringList sentences;
    for (const StackFileProblem& problem : std::as_const(problems))
        sentences.append(problem.sentence());
    return fail(Error::Code::InvalidData, sentences.first(), sentences.join(QLatin1Char('\n')));
}

} // namespace

const ServiceDefinition* StackFile::find(const QString& service) const
{
    const auto found = std::find_if(services.cbegin(), services.cend(), [&service](const ServiceDefinition& candidate) {
        return candidate.name == service;
    });
    return found == services.cend() ? nullptr : &*found;
}

QSet<QString> StackFile::closure(const QSet<QString>& wanted) const
{
    QStringList pending(wanted.cbegin(), wanted.cend());
    if (wanted.isEmpty()) {
        for (const ServiceDefinition& service : services) {
            if (service.profiles.isEmpty())
                pending.append(service.name);
        }
    }
    QSet<QString> all;
    while (!pending.isEmpty()) {
        const QString next = pending.takeLast();
        const ServiceDefinition* service = find(next);
        if (!service || all.contains(next))
            continue;
        all.insert(next);
        for (const Dependency& dependency : service->dependsOn)
            pending.append(dependency.service);
    }
    return all;
}

QString StackFileProblem::sentence() const
{
    const QString name = QFileInfo(file).fileName();
    if (line == 0)
        return StackText::tr("%1: %2").arg(name, message);
    return StackText::tr("%1, line %2, column %3: %4").arg(name).arg(line).arg(column).arg(message);
}

Result<StackFile> readStackFile(const QString& path, const Variables& variables, Unset unset)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::NotFound,
                    StackText::tr("The stack file %1 cannot be read: %2.").arg(path, file.errorString()));
    return parseStackFile(file.readAll(), path, variables, unset);
}

Result<StackFile> parseStackFile(const QByteArray& text, const QString& path, const Variables& variables, Unset unset)
{
    NodeReader reader(path);
    YamlDocument document = parseYaml(text, path);
    if (!document.problems.isEmpty())
        return failWith(document.problems);
    if (document.root.kind != YamlNode::Kind::Map) {
        reader.expected(document.root, StackText::tr("a map with the key “services”"));
        return failWith(reader.problems());
    }

    QList<StackFileProblem> unresolved;
    interpolateValues(document.root, variables, unset, path, unresolved);
    reader.addProblems(unresolved);

    StackFile file;
    file.path = QFileInfo(path).absoluteFilePath();
    file.name = readStackName(document.root, reader);
    file.services = readServices(document.root, variables, reader);
    readFileExtension(document.root.find(QLatin1String("x-signalbox")), file, reader);
    checkServices(file.services, document.root, reader);
    if (!reader.problems().isEmpty())
        return failWith(reader.problems());
    file.warnings = reader.warnings();
    return file;
}

QString serviceVariable(const QString& service, const QString& suffix)
{
    QString name = (service + QLatin1Char('_') + suffix).toUpper();
    for (QChar& c : name) {
        const bool allowed = c == QLatin1Char('_') || (c.unicode() < 128 && c.isLetterOrNumber());
        if (!allowed)
            c = QLatin1Char('_');
    }
    return name;
}

QString portVariable(const QString& service, const QString& role)
{
    return serviceVariable(service, role + QLatin1String("_PORT"));
}

} // namespace signalbox
