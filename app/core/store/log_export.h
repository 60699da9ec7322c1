// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store_reader.h"

#include <QJsonObject>

#include <functional>

namespace signalbox {

// One line as JSON: {id, time, time_ns, service, level, trace_id, span_id, message, fields, text}.
QJsonObject logLineAsJson(const LogLine& line);
// One line for people: time, service, level, message, fields.
QString logLineAsText(const LogLine& line);

// Writes all lines of the query that are in the store now, oldest first, and answers how many: as JSON objects, one a
// line, into a file named .json, .jsonl or .ndjson, else as text. The file appears whole or not at all. Asked between
// pieces, `cancelled` ends it without a file.
Result<qint64> exportLogs(
    StoreReader& reader, LogQuery query, const QString& path, const std::function<bool()>& cancelled = [] {
        return false;
    });

} // namespace signalbox
