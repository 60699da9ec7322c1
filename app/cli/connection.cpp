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

Result<std::unique_ptr<Connection>> Connection::attachOrLaunch(const StackLocation& location)
{
    DaemonLauncher launcher(location);
    bool done = false;
    bool startedHere = false;
    std::optional<Error> problem;
    QObject::connect(&launcher, &DaemonLauncher::finished, &launcher, [&](bool here) {
        done = true;
        startedHere = here;
    });
    QObject::connect(&launcher, &DaemonLauncher::failed, &launcher, [&](const Error& error) {
        done = true;
        problem = error;
    });
    launcher.run();
    waitUntil([&] { return done; }, control_limits::launchTimeout * 2); // the launcher has its own deadline
    if (problem)
        return tl::unexpected(*problem);
    auto connection = attach(location);
    if (connection)
        (*connection)->m_launchedHere = startedHere;
    return connection;
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
