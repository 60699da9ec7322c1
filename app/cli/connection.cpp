// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/connection.h"

#include "cli/await.h"
#include "cli/terminal.h"
#include "core/control/control_limits.h"

#include <QEventLoop>

namespace signalbox {

Connection::Connection(const StackLocation& location)
    : m_channel(location.paths.controlSocket())
    , m_session(m_channel)
{
    m_channel.setReconnect(false);
}

Result<std::unique_ptr<Connection>> Connection::attach(const StackLocation& location)
{
    std::unique_ptr<Connection> connection(new Connection(location));
    connection->m_channel.open();
    const bool settled = waitUntil([&] { return connection->m_session.phase() != SessionPhase::Connecting; },
                                   control_limits::callTimeout);
    if (!settled)
        return fail(Error::Code::Timeout,
                    Cli::tr("The daemon does not answer on %1.").arg(location.paths.controlSocket()));
    if (connection->m_session.phase() == SessionPhase::Lost)
        return fail(Error::Code::Unavailable, connection->m_session.problem());
    return connection;
}

namespace {

constexpr int attachAttempts = 3;

// True when the daemon was started here, false when one answered already.
Result<bool> launchDaemon(const StackLocation& location)
{
    DaemonLauncher launcher(location);
    std::optional<Result<bool>> outcome;
    QObject::connect(&launcher, &DaemonLauncher::finished, &launcher, [&](bool startedHere) { outcome = startedHere; });
    QObject::connect(
        &launcher, &DaemonLauncher::failed, &launcher, [&](const Error& error) { outcome = tl::unexpected(error); });
    launcher.run();
    waitUntil([&] { return outcome.has_value(); }, control_limits::launchTimeout * 2); // it has its own deadline
    if (!outcome)
        return fail(Error::Code::Timeout, Cli::tr("The daemon did not start in time."));
    return *outcome;
}

} // namespace

// A daemon that is being killed may still take a connection and then let it go: that was none, so it is asked again.
Result<std::unique_ptr<Connection>> Connection::attachOrLaunch(const StackLocation& location)
{
    for (int attempt = 1;; ++attempt) {
        const auto startedHere = launchDaemon(location);
        if (!startedHere)
            return tl::unexpected(startedHere.error());
        auto connection = attach(location);
        if (connection)
            (*connection)->m_launchedHere = *startedHere;
        const bool wasEnding = !connection && !*startedHere && connection.error().code == Error::Code::Unavailable;
        if (!wasEnding || attempt == attachAttempts)
            return connection;
    }
}

Result<QJsonValue> Connection::call(const QString& method, const QJsonObject& params)
{
    return awaitAnswer(m_channel.call(method, params));
}

Result<QJsonValue> awaitAnswer(const QFuture<Result<QJsonValue>>& answer)
{
    const auto result = await(answer, control_limits::callTimeout * 2); // the channel has its own deadline
    if (!result)
        return fail(Error::Code::Timeout, Cli::tr("The daemon did not answer."));
    return *result;
}

} // namespace signalbox
