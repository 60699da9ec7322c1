// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/journey.h"
#include "core/store/span_reader.h"

namespace signalbox {

// Finds what belongs to a trace, event or correlation id, following each id that turns up to the next ones.
Result<JourneyFacts> collectJourney(SpanReader& reader, const QString& id);

} // namespace signalbox
