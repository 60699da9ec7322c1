// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store_reader.h"

#include <chrono>

namespace signalbox {

// Reads a journey again and again until it is complete and has been quiet for a moment (the last spans of a request
// arrive after its response), or the time is over: then what is there is returned, incomplete.
Result<Journey> waitForJourney(StoreReader& reader, const QString& id, std::chrono::milliseconds timeout);

} // namespace signalbox
