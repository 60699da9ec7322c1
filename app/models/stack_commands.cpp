// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack_commands.h"

#include "core/base/when_done.h"

namespace signalbox {

StackCommands::StackCommands(StackSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
}

void StackCommands::start(const QStringList& services)
{
    watch(m_session.start(services));
}

void StackCommands::stop(const QStringList& services)
{
    watch(m_session.stop(services));
}

void StackCommands::restart(const QString& service)
{
    watch(m_session.restart(service));
}

void StackCommands::stopAndLeave()
{
    whenDone(m_session.shutdownDaemon(), this, [this](const Result<QJsonValue>& answer) {
        if (!answer)
            emit refused(answer.error().message);
        emit left(answer.has_value());
    });
}

void StackCommands::watch(const QFuture<Result<QJsonValue>>& answer)
{
    ++m_pending;
    emit pendingChanged();
    whenDone(answer, this, [this](const Result<QJsonValue>& result) {
        --m_pending;
        emit pendingChanged();
        if (!result)
            emit refused(result.error().message);
    });
}

} // namespace signalbox
