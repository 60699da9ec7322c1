// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace contracts {

// What breaks whoever was written for the released form of a contract; each a line that begins with its place, empty:
// nothing. What a schema newly allows is no break: it is in the schema before anybody sends it. A released member that
// is marked `deprecated` may go.
using Breaks = std::vector<std::string>;

// Of an event (JSON Schema): what was sent before must still be read, and what was always there must still be there.
Breaks breaksOfEvent(const nlohmann::json& released, const nlohmann::json& current);

// Of an API (OpenAPI 3.1): what clients sent must still be taken, and what they were answered must still be answered.
Breaks breaksOfApi(const nlohmann::json& released, const nlohmann::json& current);

} // namespace contracts
