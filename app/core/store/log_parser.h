// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

namespace signalbox {

// What a line of output says of itself. Known: JSON objects (spdlog and our own services, zerolog, pino, Serilog,
// Traefik's access log), logfmt, PostgreSQL's stderr, RabbitMQ's "time [level] <pid> text"; anything else is plain
// text, with a level when it begins with a level's name. Pure; lives in core because it runs twice: once when a line
// comes in, for its columns, and again for the lines that somebody looks at.

// Time, level, trace and span id. `time` stays `arrivalNs` when the line does not say one that can be right.
LogLine parseLogColumns(const QByteArray& text, qint64 arrivalNs);

// Adds message and fields to a line that has its text.
void parseLogMessage(LogLine& line);

// Whether a member of this name says something of the line itself: "level", "msg", "trace_id" …
bool isLogMember(const QByteArray& key);

} // namespace signalbox
