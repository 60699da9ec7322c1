// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/outbox/outbox_store.h"

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

private:
    Database& m_database;
    std::string m_owner; // of the leases: this process's life
};

} // namespace platform
