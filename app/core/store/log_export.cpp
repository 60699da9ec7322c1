// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/log_export.h"

#include "core/base/format.h"
#include "core/store/store_text.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace signalbox {
namespace {

constexpr int linesAtOnce = 2000;

bool isJsonFile(const QString& path)
{
    static const QStringList suffixes{QStringLiteral("json"), QStringLiteral("jsonl"), QStringLiteral("ndjson")};
    return suffixes.contains(QFileInfo(path).suffix().toLower());
}

QByteArray written(const QList<LogLine>& lines, bool json)
{
    QByteArray text;
    for (const LogLine& line : lines) {
        text += json ? QJsonDocument(logLineAsJson(line)).toJson(QJsonDocument::Compact) : logLineAsText(line).toUtf8();
        text += '\n';
    }
    return text;
}

tl::unexpected<Error> cannotWrite(const QSaveFile& file)
{
    return fail(Error::Code::Refused,
                StoreText::tr("%1 cannot be written: %2.").arg(file.fileName(), file.errorString()));
}

} // namespace

QJsonObject logLineAsJson(const LogLine& line)
{
    QJsonObject fields;
    for (const auto& [key, value] : line.fields)
        fields.insert(key, value);
    return {{QStringLiteral("id"), line.id},
            {QStringLiteral("time"), formatIsoUtc(line.timeNs)},
            {QStringLiteral("time_ns"), line.timeNs},
            {QStringLiteral("service"), line.service},
            {QStringLiteral("level"), logLevelName(line.level)},
            {QStringLiteral("trace_id"), line.traceId},
            {QStringLiteral("span_id"), line.spanId},
            {QStringLiteral("message"), line.message},
            {QStringLiteral("fields"), fields},
            {QStringLiteral("text"), QString::fromUtf8(line.text)}};
}

QString logLineAsText(const LogLine& line)
{
    QStringList fields;
    for (const auto& [key, value] : line.fields)
        fields.append(key + QLatin1Char('=') + value);
    const QString tail =
        fields.isEmpty() ? QString() : QStringLiteral("  ") + visibleText(fields.join(QLatin1Char(' ')));
    return QStringLiteral("%1  %2  %3  %4%5")
        .arg(formatClock(line.timeNs),
             visibleText(line.service).leftJustified(10),
             logLevelName(line.level).leftJustified(5),
             visibleText(line.message),
             tail);
}

Result<qint64>
exportLogs(StoreReader& reader, LogQuery query, const QString& path, const std::function<bool()>& cancelled)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(file);
    query.afterId = LogQuery::fromOldest;
    query.limit = linesAtOnce;
    qint64 count = 0;
    for (bool more = true; more && !cancelled();) {
        const auto page = reader.logs(query);
        if (!page)
            return tl::unexpected(page.error());
        if (file.write(written(page->lines, isJsonFile(path))) < 0)
            return cannotWrite(file);
        count += page->lines.size();
        more = page->more;
        if (more)
            query.afterId = page->lines.last().id;
    }
    if (cancelled())
        file.cancelWriting();
    if (!file.commit())
        return cannotWrite(file);
    return count;
}

} // namespace signalbox
