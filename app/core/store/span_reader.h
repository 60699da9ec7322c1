// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"
#include "core/store/span_segments.h"
#include "core/store/sqlite.h"
#include "core/store/trace_search.h"

#include <QHash>

namespace signalbox {

// Ids of `strings` as texts and back, remembered: the table only grows while a reader is open.
class StringTable
{
public:
    QString text(SqliteDatabase& database, qint64 id);
    qint64 id(SqliteDatabase& database, const QString& text); // -1 = never seen

private:
    QHash<qint64, QString> m_texts;
    QHash<QString, qint64> m_ids;
};

// The questions that are answered from spans. Each function is one short read transaction of its caller.
class SpanReader
{
public:
    // `segments` are refreshed in the same transaction.
    SpanReader(SqliteDatabase& database, StringTable& strings, SpanSegments& segments);

    Result<TracePage> traces(const TraceQuery& query);
    Result<QList<Span>> spansOf(const QString& traceId); // by start; a span that was sent twice is here once
    Result<QList<ServiceEdge>> edges(const TimeRange& range);
    QStringList tracesThatReference(const QString& value);
    // Queues that consumers were seen to take events of this type from, of late.
    QStringList queuesOf(const QString& eventType);
    QList<EventRoute> routes(); // as the broker had them when it was last seen
    QList<MessageRow> rowsWhere(const char* column, const QString& value);

private:
    using Rows = std::vector<std::pair<SpanSegmentReader*, SpanColumns>>;

    TraceFilter filterOf(const TraceQuery& query);
    QSet<quint32> namesWith(const QString& text);
    TraceSummary summary(const FoundTrace& trace);
    QString nameByPath(const QString& rootName, const Rows& rows);
    Span span(SpanSegmentReader& segment, const SpanColumns& row);
    QString text(quint64 id) { return m_strings.text(m_database, static_cast<qint64>(id)); }

    SqliteDatabase& m_database;
    StringTable& m_strings;
    SpanSegments& m_segments;
};

} // namespace signalbox
