// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"
#include "models/inspection.h"

namespace signalbox {

// The inspector's view of one log line; `around` are the lines before and after it of all services, itself included.
Inspection inspectLogLine(const LogLine& line, const QList<LogLine>& around);
StatusTone logLevelTone(LogLevel level);

} // namespace signalbox
