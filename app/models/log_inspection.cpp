// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/log_inspection.h"

#include "core/base/format.h"
#include "core/base/ids.h"

#include <QCoreApplication>

#include <algorithm>

namespace signalbox {

namespace {

struct LogInspectionText
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::LogInspection)
};

constexpr qsizetype longestAsked = 200; // of a value that is worth a filter

// Whether a filter can say it: the language splits at operators, spaces and quotes, and has a level of its own.
bool canBeAsked(const QString& key, const QString& value)
{
    static const QString special = QStringLiteral(":<>=\"/ \t\n");
    const bool plainKey = std::none_of(key.begin(), key.end(), [](QChar each) { return special.contains(each); });
    return plainKey && !key.isEmpty() && key != QLatin1String("level") && !value.isEmpty() &&
           value.size() <= longestAsked && !value.contains(QLatin1Char('"'));
}

Inspection::Section fieldsOf(const LogLine& line)
{
    Inspection::Section section;
    section.rows.append({LogInspectionText::tr("service"), line.service, {Link::Kind::LogsOfService, line.service}});
    if (!line.traceId.isEmpty())
        section.rows.append({LogInspectionText::tr("trace"), line.traceId, {Link::Kind::Trace, line.traceId}});
    if (!line.spanId.isEmpty() && !line.traceId.isEmpty())
        section.rows.append({LogInspectionText::tr("span"),
                             line.spanId,
                             {Link::Kind::Span, line.traceId + QLatin1Char('/') + line.spanId}});
    for (const auto& [key, value] : line.fields) {
        if (key == QLatin1String("service") && value == line.service)
            continue;
        Link link;
        if (key == QLatin1String("event_id") || key == QLatin1String("message_id"))
            link = {Link::Kind::Event, value};
        else if (key == QLatin1String("correlation_id"))
            link = {Link::Kind::Journey, value};
        else if (canBeAsked(key, value))
            link = {Link::Kind::LogsWithField, QStringLiteral("%1=\"%2\"").arg(key, value)};
        section.rows.append({visibleText(key, 100), visibleText(value, 1000), link});
    }
    return section;
}

Inspection::Section contextOf(const LogLine& line, const QList<LogLine>& around)
{
    Inspection::Section section;
    section.title = LogInspectionText::tr("Around it");
    QStringList lines;
    for (const LogLine& each : around) {
        const QString mark = each.id == line.id ? QStringLiteral("› ") : QStringLiteral("  ");
        lines.append(mark + formatClock(each.timeNs).mid(8) + QLatin1Char(' ') + each.service + QLatin1Char(' ') +
                     visibleText(each.message, 160));
    }
    section.block = lines.join(QLatin1Char('\n'));
    return section;
}

} // namespace

StatusTone logLevelTone(LogLevel level)
{
    switch (level) {
    case LogLevel::Unknown:
    case LogLevel::Trace:
    case LogLevel::Debug: return StatusTone::Idle;
    case LogLevel::Info: return StatusTone::None;
    case LogLevel::Warn: return StatusTone::Warn;
    case LogLevel::Error:
    case LogLevel::Fatal: return StatusTone::Fail;
    }
    return StatusTone::None;
}

Inspection inspectLogLine(const LogLine& line, const QList<LogLine>& around)
{
    Inspection inspection;
    inspection.title = visibleText(line.message, 300);
    inspection.service = line.service;
    const StatusTone tone = logLevelTone(line.level);
    inspection.tone = tone == StatusTone::None ? StatusTone::Ok : tone;
    const QString level =
        line.level == LogLevel::Unknown ? LogInspectionText::tr("no level") : logLevelName(line.level);
    inspection.status = QStringLiteral("%1 · %2").arg(level, formatClock(line.timeNs));
    inspection.sections.append(fieldsOf(line));
    if (around.size() > 1)
        inspection.sections.append(contextOf(line, around));
    Inspection::Section raw;
    raw.title = LogInspectionText::tr("As it came");
    raw.block = visibleText(line.text);
    inspection.sections.append(raw);
    const bool traced = isTraceId(line.traceId);
    inspection.acts.append({QString(),
                            LogInspectionText::tr("Open trace"),
                            traced ? Link{Link::Kind::Trace, line.traceId} : Link{},
                            traced});
    inspection.acts.append({QStringLiteral("only-service"), LogInspectionText::tr("Only this service"), {}, true});
    inspection.acts.append({QStringLiteral("copy-line"), LogInspectionText::tr("Copy"), {}, true});
    return inspection;
}

} // namespace signalbox
