// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/audit_log.h"

namespace auth {
namespace {

constexpr platform::Statement insertAudit{
    "insert_audit", "INSERT INTO audit (event, user_id, trace_id) VALUES ($1, $2::uuid, $3)", "INSERT audit"};

} // namespace

std::string_view nameOf(AuditEvent event)
{
    switch (event) {
    case AuditEvent::Registered: return "registered";
    case AuditEvent::SignedIn: return "signed_in";
    case AuditEvent::SignInRefused: return "sign_in_refused";
    case AuditEvent::SignInLocked: return "sign_in_locked";
    case AuditEvent::SessionRefreshed: return "session_refreshed";
    case AuditEvent::SessionRefused: return "session_refused";
    case AuditEvent::SessionReused: return "session_reused";
    case AuditEvent::SignedOut: return "signed_out";
    case AuditEvent::PermissionDenied: break;
    }
    return "permission_denied";
}

platform::DatabaseResult<void>
PgAuditLog::record(const platform::TraceContext& trace, AuditEvent event, const std::optional<std::string>& userId)
{
    const auto inserted = m_database.query(trace, insertAudit, {nameOf(event), userId, trace.traceId});
    if (!inserted)
        return tl::unexpected(inserted.error());
    return {};
}

} // namespace auth
