// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

// Where a transaction, a publication or a delivery can be cut in two. README.md says how one is set.
enum class Failpoint : std::uint8_t {
    BeforeCommit,     // the statements have run
    AfterCommit,      // and nobody was told; with `error` the outcome is unknown to the caller
    AfterPublish,     // the broker has not confirmed
    AfterConfirm,     // the row is not marked
    AfterMark,        // with the next row of the aggregate free to go
    LeaseLost,        // rows fetched, nothing sent: a pause outlives the lease
    AfterReceive,     // nothing done
    AfterInboxInsert, // the effect is missing
    BeforeAck,        // committed
    AfterAck,
    InTier,      // the copy is in the retry tier, the original not acknowledged
    InDeadLetter // likewise for the dead letters
};

#ifdef SIGNALBOX_FAILPOINTS

namespace failpoints {

extern std::atomic<std::uint32_t> armed; // a bit for each point that is set
bool reached(Failpoint point);

} // namespace failpoints

// True when what comes next is to fail. Kills or pauses by itself. Costs one relaxed load while nothing is set.
inline bool failsAt(Failpoint point)
{
    const std::uint32_t armed = failpoints::armed.load(std::memory_order_relaxed);
    return (armed >> static_cast<unsigned>(point) & 1U) != 0 && failpoints::reached(point);
}

// Replaces all settings; empty = none. Answers what is wrong with the text, which then changes nothing.
std::string setFailpoints(std::string_view text);
std::string failpointSettings(); // as setFailpoints() reads them, with what is left of each count
// GET and PUT /failpoints, for the second port.
std::vector<HttpRoute> failpointRoutes();

#else

constexpr bool failsAt(Failpoint)
{
    return false;
}
inline std::vector<HttpRoute> failpointRoutes()
{
    return {};
}

#endif

} // namespace platform
