// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace platform {

// What the lines of one thread carry; set by LogScope, read by log(). Private to the platform.
struct LogContext
{
    std::string traceId;
    std::string spanId;
    std::string requestId;
};
LogContext& currentLogContext();

} // namespace platform
