// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"
#include "platform/idempotency/record.h"
#include "platform/postgres/database.h"

namespace platform {

// What became of a write, from a store's transaction to the layer that answers.
struct WriteOutcome
{
    enum class Kind {
        Answered,    // executed: `answer` is the first one, be it a success or a refusal; under a key it is stored
        NotBegun,    // `answer` says why nothing was executed: nothing is stored, the key stays unused
        KeyInUse,    // another instance works on this key
        KeyKnown,    // `known` is its record; nothing was written
        Unavailable, // see `problem`; nothing is known to be written
        Overloaded   // there is more to write than can be
    };

    Kind kind = Kind::Unavailable;
    HttpResponse answer = {};
    IdempotencyRecord known = {};
    DatabaseError problem = {};

    static WriteOutcome unavailable(DatabaseError problem);
    // True when nothing was written for a reason that may lie in another write of the batch.
    bool wasRolledBack() const;
};

} // namespace platform
