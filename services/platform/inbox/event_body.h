// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/json_schema.h"
#include "platform/inbox/event_handler.h"

#include <nlohmann/json_fwd.hpp>

#include <initializer_list>

namespace platform {

// The body of an event of version 1, valid against its contract, the members named in `ids` being UUIDs: in lower case,
// as the database prints them. The refusal says what is wrong with it.
tl::expected<nlohmann::json, Refusal>
readEventBody(const Message& message, const JsonSchema& schema, std::initializer_list<const char*> ids);

} // namespace platform
