// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/segment_scan.h"
#include "core/store/span_reader.h"

namespace signalbox {

// The questions that are answered from log segments: a list of segments from SQLite, then a scan of their files with
// no transaction open. A segment that is evicted meanwhile reads as empty.
class LogReader
{
public:
    LogReader(SqliteDatabase& database, StringTable& strings, QString segmentsDir);

    Result<LogPage> page(const LogQuery& query);
    Result<LogPage> around(qint64 logId, int before, int after);
    Result<LogHistogram> histogram(const LogQuery& query, int buckets);
    Result<QList<Segment>> segments();

private:
    LineFilter filter(const LogQuery& query);
    LogLine line(qint64 id, const LogColumns& columns, QByteArrayView text);

    SqliteDatabase& m_database;
    StringTable& m_strings;
    QString m_segmentsDir;
};

} // namespace signalbox
