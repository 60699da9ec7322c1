// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace signalbox {

// What scripts may rely on; documented in docs/command-line.md.
enum class ExitCode {
    Ok = 0,
    Failed = 1,      // it was tried and did not come about
    Usage = 2,       // the command line is wrong; nothing was tried
    Unreachable = 3, // no daemon answers, or another one holds the stack
    Timeout = 4      // not reached within the time given
};

inline ExitCode exitCodeOf(const Error& error)
{
    switch (error.code) {
    case Error::Code::Unavailable:
    case Error::Code::Conflict: return ExitCode::Unreachable;
    case Error::Code::Timeout: return ExitCode::Timeout;
    case Error::Code::NotFound:
    case Error::Code::InvalidData:
    case Error::Code::Refused:
    case Error::Code::Failed: return ExitCode::Failed;
    }
    return ExitCode::Failed;
}

} // namespace signalbox
