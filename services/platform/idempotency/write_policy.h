// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace platform {

struct ApiOperation;

// What the API document says of an operation's headers.
struct WritePolicy
{
    enum class Key { Ignored, Optional, Required };

    Key key = Key::Ignored;    // Idempotency-Key: no such parameter, required false, required true
    bool needsIfMatch = false; // If-Match with required true
};
WritePolicy writePolicyOf(const ApiOperation& operation);

} // namespace platform
