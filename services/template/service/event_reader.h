// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/inbox/event_handler.h"

#include <string_view>

namespace servicename {

// event.type.v0 → a row. `schema` is the event's contract.
platform::EventHandler eventReader(std::string_view schema);

} // namespace servicename
