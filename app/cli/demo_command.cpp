// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/action_watch.h"
#include "cli/await.h"
#include "cli/command.h"
#include "cli/demo_pictures.h"
#include "cli/demo_run.h"
#include "cli/journey_text.h"
#include "cli/journey_wait.h"
#include "core/control/process_alive.h"
#include "core/control/session_json.h"

#include <QElapsedTimer>

namespace signalbox {
namespace {

constexpr std::chrono::milliseconds journeyTimeout{15'000};
constexpr std::chrono::milliseconds stopTimeout{60'000};

// What the demo found out, and whether it has to put the stack back to rest.
struct Demo
{
    StackLocation location;
    std::unique_ptr<Connection> connection;
    bool wasUp = false; // then it stays up
    Journey journey;
    QStringList pictures;
    QString folder;
};

bool allReady(const StackSession& session)
{
    const auto states = session.states();
    return std::all_of(
        states.begin(), states.end(), [](const ServiceState& state) { return state.phase == Phase::Ready; });
}

Result<void> bringUp(Demo& demo, const CommandLine& line, const Terminal& terminal)
{
    auto connection = Connection::attachOrLaunch(demo.location);
    if (!connection)
        return tl::unexpected(connection.error());
    demo.connection = std::move(*connection);
    StackSession& session = demo.connection->session();
    demo.wasUp = !session.services().isEmpty() && allReady(session);
    const auto timeout = line.duration("timeout");
    if (!timeout)
        return tl::unexpected(timeout.error());
    QElapsedTimer clock;
    clock.start();
    ActionWatch watch(session, terminal);
    const auto answer = awaitAnswer(session.start());
    if (!answer)
        return tl::unexpected(answer.error());
    const auto action = watch.wait(*answer, *timeout);
    if (!action)
        return tl::unexpected(action.error());
    if (!action->ok)
        return fail(Error::Code::Failed, action->message);
    terminal.progress(Cli::tr("stack ready after %1 s").arg(static_cast<double>(clock.elapsed()) / 1000, 0, 'f', 1));
    return {};
}

Result<void> playAndFollow(Demo& demo, const Terminal& terminal)
{
    const auto info = awaitAnswer(demo.connection->session().info());
    const auto script = demo.connection->call(QStringLiteral("stack.demo"));
    if (!info || !script)
        return tl::unexpected(!info ? info.error() : script.error());
    const auto steps = listFromJson(script->toObject().value(QLatin1String("steps")), demoStepFromJson);
    if (steps.isEmpty())
        return fail(Error::Code::NotFound,
                    Cli::tr("The stack file has no x-signalbox.demo: there is nothing to show."));
    const QJsonObject facts = info->toObject();
    DemoRun run(
        facts.value(QLatin1String("edge_url")).toString(), facts.value(QLatin1String("ca_file")).toString(), terminal);
    if (const auto played = run.play(steps); !played)
        return played;
    if (run.followedTrace().isEmpty())
        return fail(Error::Code::InvalidData, Cli::tr("No step of x-signalbox.demo says \"follow: true\"."));
    StoreReader reader(demo.location.paths.stateDir);
    const auto journey = waitForJourney(reader, run.followedTrace(), journeyTimeout);
    if (!journey)
        return tl::unexpected(journey.error());
    demo.journey = *journey;
    if (!terminal.isJson()) {
        terminal.print(Cli::tr("journey of trace %1").arg(journey->traceId));
        const auto lines = journeyLines(*journey);
        for (const QString& text : lines)
            terminal.print(text);
    }
    if (!journey->complete || journey->failed)
        return fail(Error::Code::Timeout, Cli::tr("The journey did not reach its end. %1").arg(journey->whereNow));
    return {};
}

Result<void> photograph(Demo& demo, const Terminal& terminal)
{
    const auto pictures = takePictures(demo.location, demo.folder);
    if (!pictures)
        return tl::unexpected(pictures.error());
    demo.pictures = *pictures;
    terminal.progress(Cli::tr("%n picture(s) in %1", nullptr, static_cast<int>(pictures->size())).arg(demo.folder));
    return {};
}

// As it was before: untouched when it was up, else stopped; a daemon that was started here ends too.
Result<void> putBack(Demo& demo, const Terminal& terminal)
{
    if (!demo.connection || demo.wasUp)
        return {};
    StackSession& session = demo.connection->session();
    if (!demo.connection->launchedHere()) {
        ActionWatch watch(session, terminal);
        const auto answer = awaitAnswer(session.stop());
        const auto stopped = answer ? watch.wait(*answer, stopTimeout) : tl::unexpected(answer.error());
        return stopped ? Result<void>() : tl::unexpected(stopped.error());
    }
    const auto hello =
        demo.connection->call(QStringLiteral("hello"), {{QStringLiteral("client"), QStringLiteral("demo")}});
    const auto answer = awaitAnswer(session.shutdownDaemon());
    if (!hello || !answer)
        return tl::unexpected(!hello ? hello.error() : answer.error());
    const qint64 pid = hello->toObject().value(QLatin1String("pid")).toInteger();
    QTimer look;
    look.start(std::chrono::milliseconds(20));
    if (!waitUntil([pid] { return !isProcessAlive(pid); }, stopTimeout))
        return fail(Error::Code::Timeout, Cli::tr("The daemon, process %1, has not ended yet.").arg(pid));
    terminal.progress(Cli::tr("stack down"));
    return {};
}

void printResult(const Demo& demo, const Terminal& terminal)
{
    if (!terminal.isJson())
        return;
    terminal.print(QJsonObject{{QStringLiteral("ok"), true},
                               {QStringLiteral("journey"), journeyObject(demo.journey)},
                               {QStringLiteral("folder"), demo.folder},
                               {QStringLiteral("pictures"), QJsonArray::fromStringList(demo.pictures)}});
}

} // namespace

void commands_of::declareDemo(CommandLine& line)
{
    line.addValue({QStringLiteral("o"), QStringLiteral("output")},
                  Cli::tr("Where the pictures go."),
                  Cli::tr("DIR"),
                  QStringLiteral("build/demo"));
    line.addFlag({QStringLiteral("no-pictures")}, Cli::tr("Take no pictures."));
    line.addFlag({QStringLiteral("keep")}, Cli::tr("Leave the stack up."));
    line.addValue({QStringLiteral("timeout")},
                  Cli::tr("How long the stack may take to be ready."),
                  Cli::tr("TIME"),
                  QStringLiteral("5m"));
}

ExitCode commands_of::demo(const CommandLine& line, const Terminal& terminal)
{
    const auto location = locateStack(line.stack());
    if (!location)
        return terminal.fail(location.error());
    Demo demo;
    demo.location = *location;
    demo.folder = line.value("output");
    Result<void> result = bringUp(demo, line, terminal);
    if (result)
        result = playAndFollow(demo, terminal);
    if (result && !line.isSet("no-pictures"))
        result = photograph(demo, terminal);
    if (!line.isSet("keep")) {
        const auto back = putBack(demo, terminal);
        if (result)
            result = back;
    }
    if (!result)
        return terminal.fail(result.error());
    printResult(demo, terminal);
    return ExitCode::Ok;
}

} // namespace signalbox
