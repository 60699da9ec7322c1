// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/probe/probe_session.h"

namespace signalbox {

// Connects with libpq and asks SELECT 1, on the pool. The connection is kept for the next question: a new one every
// second would cost the server a process each time and fill its log.
class PostgresProbeSession final : public ProbeSession
{
public:
    PostgresProbeSession(const PostgresProbe& probe, QThreadPool* pool);

    QFuture<Result<void>> ask() override;
    QString version() const override;

private:
    struct Connection;

    QThreadPool* m_pool;
    std::shared_ptr<Connection> m_connection;
};

} // namespace signalbox
