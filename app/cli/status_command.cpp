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

// What the daemon says of telemetry; empty when it does not answer.
QJsonObject telemetryOf(Connection& connection)
{
    const auto answer = connection.call(QStringLiteral("store.status"));
    return answer ? answer->toObject() : QJsonObject();
}

QString refusalText(const QJsonObject& otlp)
{
    const QString when = formatClock(static_cast<qint64>(otlp.value(QLatin1String("last_refused_ns")).toDouble()));
    const QString why = otlp.value(QLatin1String("last_refusal")).toString();
    if (why == QLatin1String("key"))
        return Cli::tr("the last at %1, without the key that signalboxctl info shows as otlp_headers").arg(when);
    return why == QLatin1String("origin") ? Cli::tr("the last at %1, by a page in a browser").arg(when)
                                          : Cli::tr("the last at %1, for a foreign host").arg(when);
}

// What came in, and whatever did not.
QStringList telemetryLines(const QJsonObject& telemetry)
{
    const auto of = [](const QJsonObject& object, const char* key) {
        return static_cast<qint64>(object.value(QLatin1String(key)).toDouble());
    };
    const QJsonObject otlp = telemetry.value(QLatin1String("otlp")).toObject();
    const QJsonObject metrics = telemetry.value(QLatin1String("metrics")).toObject();
    if (telemetry.isEmpty())
        return {};
    QStringList lines{Cli::tr("Telemetry: %1 spans, %2 log lines, %3 data points in %4 series; %5 of %6.")
                          .arg(formatCount(of(telemetry, "spans")),
                               formatCount(of(telemetry, "log_lines")),
                               formatCount(of(metrics, "points")),
                               formatCount(of(metrics, "series")),
                               formatBytes(of(telemetry, "bytes")),
                               formatBytes(of(telemetry, "budget_bytes")))};
    if (const qint64 refused = of(otlp, "refused"); refused > 0)
        lines.append(Cli::tr("Exports refused: %1, %2.").arg(formatCount(refused), refusalText(otlp)));
    if (const qint64 malformed = of(otlp, "malformed"); malformed > 0)
        lines.append(Cli::tr("Exports that were no OTLP: %1.").arg(formatCount(malformed)));
    if (const qint64 rejected = of(otlp, "rejected"); rejected > 0)
        lines.append(Cli::tr("Records within exports that could not be kept: %1.").arg(formatCount(rejected)));
    if (const qint64 throttled = of(otlp, "throttled"); throttled > 0)
        lines.append(Cli::tr("Exports that were asked to come again: %1.").arg(formatCount(throttled)));
    const auto losses = telemetry.value(QLatin1String("losses")).toArray();
    for (const auto& loss : losses) {
        const QJsonObject object = loss.toObject();
        lines.append(Cli::tr("Dropped: %1 %2 of %3 (%4).")
                         .arg(formatCount(of(object, "count")),
                              object.value(QLatin1String("signal")).toString(),
                              visibleText(object.value(QLatin1String("service")).toString()),
                              object.value(QLatin1String("reason")).toString()));
    }
    const auto problems = telemetry.value(QLatin1String("metric_problems")).toArray();
    for (const auto& problem : problems)
        lines.append(visibleText(problem.toString()));
    return lines;
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
        QJsonObject all = document(session);
        all.insert(QStringLiteral("telemetry"), telemetryOf(**connection));
        terminal.print(all);
        return ExitCode::Ok;
    }
    if (!session.stackProblem().isEmpty())
        terminal.progress(session.stackProblem());
    printTable(session, terminal);
    const QStringList lines = telemetryLines(telemetryOf(**connection));
    for (const QString& sentence : lines)
        terminal.print(sentence);
    return ExitCode::Ok;
}

} // namespace signalbox
