// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/confirm_window.h"

namespace platform {

using Outcome = Settlement::Outcome;

void ConfirmWindow::sent(std::uint64_t token, const std::string& messageId)
{
    m_open.emplace_hint(m_open.end(), ++m_lastTag, Entry{token, messageId, {}});
}

void ConfirmWindow::returned(const std::string& messageId, const std::string& reason)
{
    for (auto& [tag, entry] : m_open) {
        if (entry.messageId == messageId)
            entry.returnReason = reason;
    }
}

std::vector<Settlement> ConfirmWindow::acknowledged(std::uint64_t tag, bool multiple)
{
    return take(tag, multiple, Outcome::Confirmed, {});
}

std::vector<Settlement> ConfirmWindow::refused(std::uint64_t tag, bool multiple)
{
    return take(tag, multiple, Outcome::Refused, "The broker refused the message (basic.nack).");
}

std::vector<Settlement> ConfirmWindow::unsendable(const std::string& reason)
{
    return take(m_lastTag, false, Outcome::Refused, reason);
}

std::vector<Settlement> ConfirmWindow::closed(Outcome outcome, const std::string& reason)
{
    auto lost = take(0, true, outcome, reason);
    m_lastTag = 0;
    return lost;
}

std::vector<Settlement>
ConfirmWindow::take(std::uint64_t tag, bool multiple, Outcome outcome, const std::string& reason)
{
    const bool all = multiple && tag == 0;
    const auto first = multiple ? m_open.begin() : m_open.find(tag);
    const auto last = all ? m_open.end() : m_open.upper_bound(tag);
    std::vector<Settlement> settled;
    if (first == m_open.end())
        return settled;
    for (auto it = first; it != last; ++it) {
        const Entry& entry = it->second;
        if (outcome == Outcome::Confirmed && !entry.returnReason.empty())
            settled.push_back({entry.token, Outcome::Unroutable, entry.returnReason});
        else
            settled.push_back({entry.token, outcome, reason});
    }
    m_open.erase(first, last);
    return settled;
}

} // namespace platform
