// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"
#include "models/inspection.h"

namespace signalbox {

// What is known of the trace that a span is looked at in.
struct SpanSurroundings
{
    const Trace& trace;
    const Journey& journey;
    const QList<LogLine>& logs; // of the trace; those of the span are picked out
};

// The inspector's view of one span. `span` is an index into the trace's spans.
Inspection inspectSpan(int span, const SpanSurroundings& around);

} // namespace signalbox
