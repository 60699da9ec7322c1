// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/in_flight.h"

namespace platform {

InFlightKeys::Attempt
InFlightKeys::enter(const std::string& scope, const std::string& key, const std::string& fingerprint)
{
    const std::lock_guard lock(m_mutex);
    const auto [it, isNew] = m_fingerprints.try_emplace({scope, key}, fingerprint);
    if (isNew)
        return {Entry::Entered, Ticket(*this, it->first)};
    return {it->second == fingerprint ? Entry::InUse : Entry::Reused, {}};
}

void InFlightKeys::leave(const std::pair<std::string, std::string>& key)
{
    const std::lock_guard lock(m_mutex);
    m_fingerprints.erase(key);
}

} // namespace platform
