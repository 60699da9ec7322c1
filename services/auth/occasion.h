// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/outbox/outbox.h"
#include "platform/tracing.h"

namespace auth {

// The request that something happens for: its trace for spans, its cause for the events that it leads to.
struct Occasion
{
    platform::TraceContext trace;
    platform::EventCause cause;
};

} // namespace auth
