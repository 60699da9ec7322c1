// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/events.h"

#include "auth/embedded.h"
#include "platform/rfc3339.h"
#include "platform/uuid.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace auth {
namespace {

using platform::EventCause;
using platform::OutboxRow;
using Payload = nlohmann::ordered_json;

struct Aggregate
{
    std::string type;
    std::string id;
    std::int64_t seq = 1;
};

std::string now()
{
    return platform::rfc3339(std::chrono::system_clock::now());
}

OutboxRow checkedRow(const std::string& type,
                     const Aggregate& aggregate,
                     const Payload& payload,
                     const platform::JsonSchema& contract,
                     const EventCause& cause)
{
    if (const auto problems = contract.check(payload); !problems.empty())
        throw std::logic_error(type + " breaks its contract at \"" + problems.front().pointer +
                               "\": " + problems.front().detail);
    return {.eventId = platform::uuidV7(),
            .aggregateType = aggregate.type,
            .aggregateId = aggregate.id,
            .aggregateSeq = aggregate.seq,
            .eventType = type,
            .schemaVersion = 1,
            .payload = payload.dump(),
            .headers = platform::outboxHeaders(cause)};
}

} // namespace

Events::Events()
    : m_userRegistered(userRegisteredSchema())
    , m_sessionRevoked(sessionRevokedSchema())
    , m_roleChanged(roleChangedSchema())
{
}

OutboxRow Events::userRegistered(const User& user, const EventCause& cause) const
{
    const Payload payload{{"user_id", user.id}, {"role", user.role}, {"registered_at", now()}};
    return checkedRow("user.registered.v1", {"user", user.id}, payload, m_userRegistered, cause);
}

OutboxRow Events::sessionRevoked(const std::string& sessionId,
                                 const std::string& userId,
                                 SessionEnd reason,
                                 const EventCause& cause) const
{
    const Payload payload{
        {"session_id", sessionId}, {"user_id", userId}, {"reason", nameOf(reason)}, {"revoked_at", now()}};
    return checkedRow("session.revoked.v1", {"session", sessionId}, payload, m_sessionRevoked, cause);
}

OutboxRow Events::roleChanged(const RoleChange& change, const EventCause& cause) const
{
    const Payload payload{{"user_id", change.userId},
                          {"role", change.role},
                          {"previous_role", change.previousRole},
                          {"changed_by", change.changedBy},
                          {"changed_at", now()}};
    return checkedRow("role.changed.v1", {"user", change.userId, change.version}, payload, m_roleChanged, cause);
}

} // namespace auth
