// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/probe/probe_session.h"

namespace signalbox {

// Logs in at a broker with rabbitmq-c and opens the virtual host "/", on the pool. The connection is kept, and asked
// again by opening and closing a channel, which the broker does not log.
class AmqpProbeSession final : public ProbeSession
{
public:
    AmqpProbeSession(AmqpProbe probe, QThreadPool* pool);

    QFuture<Result<void>> ask() override;
    QString version() const override;

private:
    struct Connection;

    QThreadPool* m_pool;
    std::shared_ptr<Connection> m_connection;
};

} // namespace signalbox
