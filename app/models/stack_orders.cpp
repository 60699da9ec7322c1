// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack_orders.h"

#include "core/base/when_done.h"

namespace signalbox {

StackOrders::StackOrders(StackSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
}

void StackOrders::start(const QStringList& services)
{
    watch(m_session.start(services));
}

void StackOrders::stop(const QStringList& services)
{
    watch(m_session.stop(services));
}

void StackOrders::restart(const QString& service)
{
    watch(m_session.restart(service));
}

void StackOrders::stopAndLeave()
{
    whenDone(m_session.shutdownDaemon(), this, [this](const Result<QJsonValue>& answer) {
        if (!answer)
            emit refused(answer.error().message);
        emit left(answer.has_value());
    });
}

void StackOrders::watch(const QFuture<Result<QJsonValue>>& answer)
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
