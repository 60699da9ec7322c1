// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/database.h"
#include "platform/tracing.h"

#include <optional>
#include <string>
#include <string_view>

namespace auth {

enum class AuditEvent {
    Registered,
    SignedIn,
    SignInRefused,
    SignInLocked,
    SessionRefreshed,
    SessionRefused, // a refresh token that is unknown, or whose session is over
    SessionReused,  // a refresh token that was used before: its session is ended
    SignedOut,
    PermissionDenied
};

std::string_view nameOf(AuditEvent event); // "signed_in"

// What happened to accounts, kept for whoever has to find out later. PgAuditLog is the real one. Blocks.
class AuditLog
{
public:
    virtual ~AuditLog() = default;

    // An error means that it is not recorded, and then it must not have happened.
    virtual platform::DatabaseResult<void>
    record(const platform::TraceContext& trace, AuditEvent event, const std::optional<std::string>& userId) = 0;
};

// Table audit, to which the service's role may only add.
class PgAuditLog final : public AuditLog
{
public:
    explicit PgAuditLog(platform::Database& database)
        : m_database(database)
    {
    }

    platform::DatabaseResult<void>
    record(const platform::TraceContext& trace, AuditEvent event, const std::optional<std::string>& userId) override;

private:
    platform::Database& m_database;
};

} // namespace auth
