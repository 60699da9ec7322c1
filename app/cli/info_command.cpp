// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/connection.h"

namespace signalbox {
namespace {

// "services.<name>.http_url  http://…", a line a value; nothing for what is not there.
void flatten(const QString& prefix, const QJsonObject& object, QList<QStringList>& rows)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString key = prefix.isEmpty() ? member.key() : prefix + QLatin1Char('.') + member.key();
        if (member->isObject())
            flatten(key, member->toObject(), rows);
        else if (!member->isNull())
            rows.append({key, member->toVariant().toString()});
    }
}

} // namespace

void commands_of::declareInfo(CommandLine& line)
{
    line.addFlag({QStringLiteral("secrets")}, Cli::tr("With the URLs of databases and broker, which hold passwords."));
}

ExitCode commands_of::info(const CommandLine& line, const Terminal& terminal)
{
    const auto location = locateStack(line.stack());
    if (!location)
        return terminal.fail(location.error());
    const auto connection = Connection::attach(*location);
    if (!connection)
        return terminal.fail(connection.error());
    const auto answer = awaitAnswer((*connection)->session().info(line.isSet("secrets")));
    if (!answer)
        return terminal.fail(answer.error());
    if (terminal.isJson()) {
        terminal.print(answer->toObject());
        return ExitCode::Ok;
    }
    QList<QStringList> rows;
    flatten({}, answer->toObject(), rows);
    const auto lines = alignedTable(rows);
    for (const QString& text : lines)
        terminal.print(text);
    return ExitCode::Ok;
}

} // namespace signalbox
