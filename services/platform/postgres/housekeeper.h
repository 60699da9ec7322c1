// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/database.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace platform {

// Runs statements at start and every hour, on a thread of its own: keeps partitions ahead, deletes what has expired.
// A statement that changes rows is repeated until it changes none, so each can be small.
class Housekeeper
{
public:
    Housekeeper(Database& database, std::vector<Statement> statements);
    ~Housekeeper();

    void start();
    void stop();

private:
    bool runAll();

    Database& m_database;
    const std::vector<Statement> m_statements;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_stopping = false;
    std::thread m_thread;
};

// For every service with messaging tables.
inline constexpr Statement maintainPartitions{
    "maintain_partitions", "SELECT maintain_partitions()", "SELECT maintain_partitions"};
// Keys live 25 hours: one more than is promised. One whose effect is under way, or of unknown outcome, stays.
inline constexpr Statement expireIdempotencyKeys{
    "idempotency_expire",
    "DELETE FROM idempotency WHERE ctid = ANY (ARRAY("
    "SELECT ctid FROM idempotency"
    " WHERE created_at < now() - interval '25 hours' AND lease_until IS NULL"
    " ORDER BY created_at LIMIT 1000))",
    "DELETE idempotency"};

} // namespace platform
