// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/bus.h"
#include "platform/postgres/database.h"

#include <tl/expected.hpp>

#include <any>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace platform {

// Why a message can never be handled: it goes to the dead letters at once.
struct Refusal
{
    std::string errorClass; // "invalid-body", "unknown-version"
    std::string message;
};

// What a service does with one type of events, in two steps, so that many can share a transaction. `read` parses and
// checks and touches nothing; `apply` gets what was read, in its order, in the transaction that also remembers the
// events, so it happens once. Outgoing events are appended to the outbox there. Made by eventHandler().
struct EventHandler
{
    std::function<tl::expected<std::any, Refusal>(const Message&, const TraceContext&)> read;
    std::function<DatabaseResult<void>(Transaction&, std::span<std::any>)> apply;
};

// `read`: (const Message&, const TraceContext&) → tl::expected<Value, Refusal>; the trace is that of the processing,
// for log lines. `apply`: (Transaction&, std::span<const Value>) → DatabaseResult<void>.
template<typename Value, typename Read, typename Apply>
EventHandler eventHandler(Read read, Apply apply)
{
    return {.read = [read = std::move(read)](const Message& message,
                                             const TraceContext& trace) -> tl::expected<std::any, Refusal> {
                tl::expected<Value, Refusal> value = read(message, trace);
                if (!value)
                    return tl::unexpected(std::move(value.error()));
                return std::any(std::move(*value));
            },
            .apply =
                [apply = std::move(apply)](Transaction& transaction, std::span<std::any> events) {
                    std::vector<Value> values;
                    values.reserve(events.size());
                    for (const std::any& event : events)
                        values.push_back(std::any_cast<const Value&>(event));
                    return apply(transaction, std::span<const Value>(values));
                }};
}

} // namespace platform
