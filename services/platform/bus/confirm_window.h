// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/bus.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace platform {

// What was published on a confirm channel and not yet answered for. The broker numbers publications from 1 on each
// channel and answers with a number, or with `multiple` for all up to it; 0 with `multiple` means all (AMQP 0-9-1,
// basic.ack). A returned message is acknowledged as well, after basic.return: it is remembered as unroutable.
class ConfirmWindow
{
public:
    void sent(std::uint64_t token, const std::string& messageId);
    void returned(const std::string& messageId, const std::string& reason);
    std::vector<Settlement> acknowledged(std::uint64_t tag, bool multiple);
    std::vector<Settlement> refused(std::uint64_t tag, bool multiple);
    // The last one never left in one piece.
    std::vector<Settlement> unsendable(const std::string& reason);
    // The channel is gone: everything open has this outcome, and numbering begins again.
    std::vector<Settlement> closed(Settlement::Outcome outcome, const std::string& reason);
    std::size_t size() const { return m_open.size(); }

private:
    struct Entry
    {
        std::uint64_t token;
        std::string messageId;
        std::string returnReason;
    };

    std::vector<Settlement>
    take(std::uint64_t tag, bool multiple, Settlement::Outcome outcome, const std::string& reason);

    std::map<std::uint64_t, Entry> m_open;
    std::uint64_t m_lastTag = 0;
};

} // namespace platform
