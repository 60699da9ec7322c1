// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/outbox/outbox_store.h"

#include <memory>

namespace platform {

// The outbox in PostgreSQL. No transaction is open between its calls.
class PgOutboxStore final : public OutboxStore
{
public:
    explicit PgOutboxStore(Database& database);

    DatabaseResult<Leases> lease(std::chrono::milliseconds duration) override;
    void release() override;
    DatabaseResult<std::vector<PendingRow>>
    fetch(const Leases& leases, const std::vector<std::int64_t>& inFlight, std::size_t limit) override;
    DatabaseResult<void> complete(const std::vector<PendingRow>& rows) override;
    DatabaseResult<void>
    postpone(const PendingRow& row, std::chrono::milliseconds pause, bool dead, const std::string& reason) override;
    DatabaseResult<OutboxFigures> figures() override;
    void announce() override;
    void listen(std::function<void()> committed) override;
    void stopListening() override { m_listener.reset(); }

private:
    std::int64_t lowWaterMark();
    void moveLowWaterMark(const std::vector<PendingRow>& rows, const std::vector<std::int64_t>& inFlight, bool all);

    Database& m_database;
    std::string m_owner; // of the leases: this process's life
    std::unique_ptr<NotificationListener> m_listener;

    // Below `m_low` everything was sent some moments ago: an index full of what was sent need not be read again while
    // somebody's old snapshot keeps it. A full sweep finds what was committed later than that.
    std::int64_t m_low = 0;
    std::int64_t m_nextLow = 0;
    std::int64_t m_highest = 0;
    std::chrono::steady_clock::time_point m_movedAt{};
    std::chrono::steady_clock::time_point m_sweptAt{};
};

} // namespace platform
