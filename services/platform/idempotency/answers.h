// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"
#include "platform/idempotency/record.h"

#include <string_view>

namespace platform {

// The problems of the design's table, each with `Link: <…>; rel="describedby"` and `Cache-Control: no-store`.
HttpResponse idempotencyKeyMissing();                        // 400
HttpResponse idempotencyKeyInvalid(std::string_view detail); // 400
HttpResponse idempotencyKeyReused();                         // 422, never leaks the stored answer
HttpResponse idempotencyKeyInUse();                          // 409, Retry-After: 1
HttpResponse idempotencyOutcomeUnknown();                    // 409, for good: nobody but an operator can tell

// The stored answer, byte for byte, marked as a replay.
HttpResponse replayOf(const IdempotencyRecord& record);

} // namespace platform
