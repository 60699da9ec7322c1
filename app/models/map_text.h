// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/broker_state.h"
#include "models/inspection.h"

namespace signalbox {

// The few words that a node or an edge of the map has room for.
QString rateText(double perSecond); // "48/s"
QString outboxText(const OutboxState& outbox);
StatusTone outboxTone(const OutboxState& outbox);
QString queueText(const QueueState& queue);

} // namespace signalbox
