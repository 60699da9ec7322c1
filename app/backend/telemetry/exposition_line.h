// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

#include <optional>
#include <string_view>

namespace signalbox {

// The parts of a sample's line: name{label="value",…} number [time] [# {…} number [time]]

// Where the number's text begins; npos when braces or quotes do not end.
size_t endOfSeries(std::string_view line);

// The labels between braces; nothing when they are damaged. Sorted by key.
std::optional<Attributes> parseLabels(std::string_view text);

// Go's and OpenMetrics' spellings: "1.5e3", "+Inf", "NaN", "-Inf". Nothing for anything else.
std::optional<double> parseNumber(std::string_view text);

std::string_view firstWord(std::string_view text); // up to a space or tab
std::string_view afterWord(std::string_view text); // what comes behind it, without the spaces

} // namespace signalbox
