// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/action_watch.h"
#include "cli/await.h"
#include "cli/command.h"
#include "core/control/process_alive.h"

namespace signalbox {
namespace {

using Order = QFuture<Result<QJsonValue>> (StackSession::*)(const QStringList&);

// The last lines of what died: the cause is in them more often than not.
void sayLastLines(const StackSession& session, const Terminal& terminal)
{
    const auto states = session.states();
    for (const ServiceState& state : states) {
        if (state.phase != Phase::Failed && state.phase != Phase::Backoff)
            continue;
        if (!state.lastLines.isEmpty())
            terminal.progress(Cli::tr("Last lines of %1:").arg(state.service));
        for (const QString& line : state.lastLines)
            terminal.progress(QStringLiteral("    ") + line);
    }
}

QJsonObject resultObject(const ActionState& action, const StackSession& session)
{
    QJsonObject states;
    const auto all = session.states();
    for (const ServiceState& state : all)
        states.insert(state.service, phaseName(state.phase));
    return {{QStringLiteral("ok"), action.ok || action.running},
            {QStringLiteral("running"), action.running},
            {QStringLiteral("action"), action.title},
            {QStringLiteral("message"), action.message},
            {QStringLiteral("services"), states}};
}

ExitCode report(const Result<ActionState>& result, StackSession& session, const Terminal& terminal)
{
    if (!result) {
        sayLastLines(session, terminal);
        return terminal.fail(result.error());
    }
    if (terminal.isJson())
        terminal.print(resultObject(*result, session));
    else
        terminal.print(QStringLiteral("%1: %2").arg(result->title, result->message));
    if (!result->ok && !result->running)
        sayLastLines(session, terminal);
    return result->ok || result->running ? ExitCode::Ok : ExitCode::Failed;
}

// Sends an order and, unless told not to, waits for what was observed.
ExitCode follow(Connection& connection,
                const std::function<QFuture<Result<QJsonValue>>()>& order,
                bool wait,
                const CommandLine& line,
                const Terminal& terminal)
{
    const auto timeout = line.duration("timeout");
    if (!timeout)
        return terminal.usage(timeout.error().message);
    ActionWatch watch(connection.session(), terminal);
    const auto answer = awaitAnswer(order());
    if (!answer)
        return terminal.fail(answer.error());
    const auto limit = wait ? *timeout : std::chrono::milliseconds(0);
    auto result = watch.wait(*answer, limit);
    if (!wait && !result && result.error().code == Error::Code::Timeout) {
        ActionState taken;
        taken.running = true;
        taken.title = Cli::tr("ordered");
        taken.message = Cli::tr("See signalboxctl status for what comes of it.");
        result = taken;
    }
    return report(result, connection.session(), terminal);
}

ExitCode act(Order order, bool launch, bool wait, const CommandLine& line, const Terminal& terminal)
{
    const auto location = locateStack(line.stack());
    if (!location)
        return terminal.fail(location.error());
    auto connection = launch ? Connection::attachOrLaunch(*location) : Connection::attach(*location);
    if (!connection)
        return terminal.fail(connection.error());
    StackSession& session = (*connection)->session();
    if (!session.stackProblem().isEmpty())
        terminal.progress(session.stackProblem());
    return follow(
        **connection, [&] { return (session.*order)(line.operands()); }, wait, line, terminal);
}

} // namespace

void commands_of::declareAct(CommandLine& line)
{
    line.addFlag({QStringLiteral("no-wait")}, Cli::tr("Return when the order was taken."));
    line.addValue({QStringLiteral("timeout")},
                  Cli::tr("How long to wait for the observed end."),
                  Cli::tr("TIME"),
                  QStringLiteral("5m"));
}

void commands_of::declareUp(CommandLine& line)
{
    line.addFlag({QStringLiteral("wait")}, Cli::tr("Return when every service is ready, or one gave up."));
    line.addValue({QStringLiteral("timeout")}, Cli::tr("How long to wait."), Cli::tr("TIME"), QStringLiteral("5m"));
}

ExitCode commands_of::up(const CommandLine& line, const Terminal& terminal)
{
    return act(&StackSession::start, true, line.isSet("wait"), line, terminal);
}

ExitCode commands_of::start(const CommandLine& line, const Terminal& terminal)
{
    return act(&StackSession::start, true, !line.isSet("no-wait"), line, terminal);
}

ExitCode commands_of::stop(const CommandLine& line, const Terminal& terminal)
{
    return act(&StackSession::stop, false, !line.isSet("no-wait"), line, terminal);
}

ExitCode commands_of::restart(const CommandLine& line, const Terminal& terminal)
{
    if (line.operands().size() != 1)
        return terminal.usage(Cli::tr("restart takes one service."));
    const auto location = locateStack(line.stack());
    if (!location)
        return terminal.fail(location.error());
    const auto connection = Connection::attach(*location);
    if (!connection)
        return terminal.fail(connection.error());
    StackSession& session = (*connection)->session();
    return follow(
        **connection, [&] { return session.restart(line.operands().first()); }, !line.isSet("no-wait"), line, terminal);
}

// Ends when the daemon's process is gone, and with it everything it ran.
ExitCode commands_of::down(const CommandLine& line, const Terminal& terminal)
{
    const auto location = locateStack(line.stack());
    if (!location)
        return terminal.fail(location.error());
    const auto timeout = line.duration("timeout");
    if (!timeout)
        return terminal.usage(timeout.error().message);
    const auto connection = Connection::attach(*location);
    if (!connection && connection.error().code == Error::Code::Unavailable) {
        if (terminal.isJson())
            terminal.print(QJsonObject{{QStringLiteral("ok"), true},
                                       {QStringLiteral("message"), Cli::tr("Nothing was running.")}});
        else
            terminal.print(Cli::tr("Nothing was running."));
        return ExitCode::Ok;
    }
    if (!connection)
        return terminal.fail(connection.error());
    const auto hello =
        (*connection)->call(QStringLiteral("hello"), {{QStringLiteral("client"), QStringLiteral("signalboxctl")}});
    if (!hello)
        return terminal.fail(hello.error());
    const qint64 pid = hello->toObject().value(QLatin1String("pid")).toInteger();
    if (const auto answer = awaitAnswer((*connection)->session().shutdownDaemon()); !answer)
        return terminal.fail(answer.error());
    QTimer look; // a process that is not ours tells nobody when it ends
    look.start(std::chrono::milliseconds(20));
    if (!line.isSet("no-wait") && !waitUntil([&] { return !isProcessAlive(pid); }, *timeout))
        return terminal.fail(
            {Error::Code::Timeout, Cli::tr("The daemon, process %1, has not ended yet.").arg(pid), {}});
    if (terminal.isJson())
        terminal.print(QJsonObject{{QStringLiteral("ok"), true},
                                   {QStringLiteral("message"), Cli::tr("Stack and daemon are down.")}});
    else
        terminal.print(Cli::tr("Stack and daemon are down."));
    return ExitCode::Ok;
}

} // namespace signalbox
