// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"
#include "models/inspection.h"

namespace signalbox {

// What is known of the last send.
struct SendFacts
{
    QString traceId; // empty = nothing was sent yet
    QString key;     // the Idempotency-Key that it carried
    const Journey& journey;
    bool settled = false; // nothing was added for two seconds
    bool sending = false;
};

// The inspector's view of a send: what it caused, step by step, and what can be done with it.
Inspection inspectSend(const SendFacts& facts);

} // namespace signalbox
