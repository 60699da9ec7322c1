// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/connection.h"
#include "core/base/format.h"

namespace signalbox {
namespace {

QString portsText(const QMap<QString, int>& ports)
{
    QStringList parts;
    for (auto port = ports.begin(); port != ports.end(); ++port)
        parts.append(QStringLiteral("%1 %2").arg(port.key()).arg(port.value()));
    return parts.join(QStringLiteral(", "));
}

QStringList row(const ServiceState& state)
{
    const QString none = QStringLiteral("–");
    const qint64 since = nowNanoseconds() - state.sinceMs * 1'000'000;
    return {state.service,
            phaseName(state.phase),
            state.sinceMs > 0 ? formatDuration(since) : none,
            QString::number(state.restarts),
            state.cpuPercent < 0 ? none : QStringLiteral("%1 %").arg(state.cpuPercent, 0, 'f', 1),
            state.memoryBytes < 0 ? none : formatBytes(state.memoryBytes),
            state.ports.isEmpty() ? none : portsText(state.ports),
            visibleText(state.reason)};
}

// As over the control interface, with the names that `info` uses beside them.
QJsonObject object(const ServiceState& state)
{
    QJsonObject service = toJson(state);
    service.insert(QStringLiteral("name"), state.service);
    service.insert(QStringLiteral("state"), phaseName(state.phase));
    return service;
}

QJsonObject document(const StackSession& session)
{
    QJsonArray services;
    const auto states = session.states();
    bool ready = !states.isEmpty();
    for (const ServiceState& state : states) {
        services.append(object(state));
        ready = ready && state.phase == Phase::Ready;
    }
    return {{QStringLiteral("name"), session.stackName()},
            {QStringLiteral("file"), session.stackFile()},
            {QStringLiteral("engine"), session.engine()},
            {QStringLiteral("guarantee"), session.guarantee()},
            {QStringLiteral("problem"), session.stackProblem()},
            {QStringLiteral("ready"), ready},
            {QStringLiteral("services"), services}};
}

void printTable(const StackSession& session, const Terminal& terminal)
{
    QList<QStringList> rows{{Cli::tr("SERVICE"),
                             Cli::tr("STATE"),
                             Cli::tr("SINCE"),
                             Cli::tr("RESTARTS"),
                             Cli::tr("CPU"),
                             Cli::tr("MEMORY"),
                             Cli::tr("PORTS"),
                             Cli::tr("REASON")}};
    const auto states = session.states();
    for (const ServiceState& state : states)
        rows.append(row(state));
    const auto lines = alignedTable(rows, {2, 3, 4, 5});
    for (const QString& line : lines)
        terminal.print(line);
    for (const ServiceState& state : states) {
        if (state.phase != Phase::Failed && state.phase != Phase::Backoff)
            continue;
        terminal.print(QStringLiteral("\n") + Cli::tr("Last lines of %1:").arg(state.service));
        for (const QString& line : state.lastLines)
            terminal.print(QStringLiteral("    ") + visibleText(line));
    }
}

} // namespace

ExitCode commands_of::status(const CommandLine& line, const Terminal& terminal)
{
    const auto location = locateStack(line.stack());
    if (!location)
        return terminal.fail(location.error());
    const auto connection = Connection::attach(*location);
    if (!connection)
        return terminal.fail(connection.error());
    const StackSession& session = (*connection)->session();
    if (terminal.isJson()) {
        terminal.print(document(session));
        return ExitCode::Ok;
    }
    if (!session.stackProblem().isEmpty())
        terminal.progress(session.stackProblem());
    printTable(session, terminal);
    return ExitCode::Ok;
}

} // namespace signalbox
