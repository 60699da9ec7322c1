// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/trace_filter_sql.h"

namespace signalbox {
namespace {

// LIKE takes % and _ for wildcards; what the user typed is meant as it stands.
QString likePattern(const QString& text)
{
    QString escaped = text;
    escaped.replace(QLatin1Char('\\'), QStringLiteral("\\\\"));
    escaped.replace(QLatin1Char('%'), QStringLiteral("\\%"));
    escaped.replace(QLatin1Char('_'), QStringLiteral("\\_"));
    return QLatin1Char('%') + escaped + QLatin1Char('%');
}

} // namespace

void TraceFilterSql::bindTo(SqliteStatement& statement) const
{
    int parameter = 1;
    for (const QVariant& value : values) {
        if (value.typeId() == QMetaType::LongLong)
            statement.bind(parameter++, value.toLongLong());
        else if (value.isValid())
            statement.bind(parameter++, value.toString());
        else
            statement.bindNull(parameter++);
    }
}

TraceFilterSql traceFilterSql(const TraceQuery& query, const std::function<qint64(const QString&)>& stringId)
{
    TraceFilterSql filter{.where = "1", .values = {}};
    const auto add = [&filter](const char* condition, const QVariantList& values) {
        filter.where += QByteArray(" AND ") + condition;
        filter.values += values;
    };
    if (query.range.fromNs > 0)
        add("t.start_ns >= ?", {query.range.fromNs});
    if (query.range.toNs > 0)
        add("t.start_ns <= ?", {query.range.toNs});
    if (query.errorsOnly)
        add("t.errors > 0", {});
    if (query.minDurationNs > 0)
        add("t.end_ns - t.start_ns >= ?", {query.minDurationNs});
    if (!query.service.isEmpty())
        add("EXISTS (SELECT 1 FROM spans s WHERE s.trace = t.trace AND s.service = ?)", {stringId(query.service)});
    if (!query.text.isEmpty())
        add("EXISTS (SELECT 1 FROM spans s JOIN strings n ON n.id = s.name"
            " WHERE s.trace = t.trace AND n.text LIKE ? ESCAPE '\\')",
            {likePattern(query.text)});
    if (!query.attributeKey.isEmpty())
        add("EXISTS (SELECT 1 FROM spans s WHERE s.trace = t.trace AND span_has(s.data, ?, ?))",
            {stringId(query.attributeKey),
             query.attributeValue.isEmpty() ? QVariant() : QVariant(query.attributeValue)});
    return filter;
}

} // namespace signalbox
