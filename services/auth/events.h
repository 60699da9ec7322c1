// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/session_store.h"
#include "auth/user.h"
#include "platform/bus/json_schema.h"
#include "platform/outbox/outbox.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace auth {

// Makes the events of the service, each checked against its contract: one that breaks it is an error of ours and
// throws. Safe from any thread.
class Events
{
public:
    Events();

    platform::OutboxRow userRegistered(const User& user, const platform::EventCause& cause) const;
    platform::OutboxRow sessionRevoked(const std::string& sessionId,
                                       const std::string& userId,
                                       SessionEnd reason,
                                       const platform::EventCause& cause) const;
    struct RoleChange
    {
        std::string userId;
        std::string role;
        std::string previousRole;
        std::string changedBy;
        std::int64_t version = 0; // of the user, after it
    };
    platform::OutboxRow roleChanged(const RoleChange& change, const platform::EventCause& cause) const;

private:
    platform::JsonSchema m_userRegistered;
    platform::JsonSchema m_sessionRevoked;
    platform::JsonSchema m_roleChanged;
};

} // namespace auth
