// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/journey_text.h"

#include "cli/terminal.h"
#include "core/base/format.h"

namespace signalbox {
namespace {

QString durationText(const JourneyStep& step)
{
    if (step.durationNs < 0)
        return Cli::tr("still");
    return formatDuration(step.durationNs);
}

QJsonObject stepObject(const JourneyStep& step, qint64 beginNs)
{
    return {{QStringLiteral("kind"), journeyKindName(step.kind)},
            {QStringLiteral("service"), step.service},
            {QStringLiteral("what"), step.what},
            {QStringLiteral("start"), formatIsoUtc(step.startNs)},
            {QStringLiteral("start_ns"), step.startNs},
            {QStringLiteral("offset_ns"), step.startNs - beginNs},
            {QStringLiteral("duration_ns"), step.durationNs},
            {QStringLiteral("waiting"), step.waiting},
            {QStringLiteral("failed"), step.failed},
            {QStringLiteral("evidence"), step.evidence},
            {QStringLiteral("span_id"), step.spanId},
            {QStringLiteral("event_id"), step.eventId}};
}

} // namespace

QStringList journeyLines(const Journey& journey)
{
    QList<QStringList> rows;
    for (const JourneyStep& step : journey.steps) {
        QString kind = journeyKindName(step.kind);
        if (step.failed)
            kind += QStringLiteral(" ✗");
        rows.append({kind,
                     visibleText(step.service),
                     visibleText(step.what),
                     QStringLiteral("+") + formatDuration(step.startNs - journey.startNs),
                     durationText(step)});
    }
    QStringList lines = alignedTable(rows, {3, 4});
    if (!journey.whereNow.isEmpty())
        lines.append(journey.whereNow);
    return lines;
}

QJsonObject journeyObject(const Journey& journey)
{
    QJsonArray steps;
    for (const JourneyStep& step : journey.steps)
        steps.append(stepObject(step, journey.startNs));
    return {{QStringLiteral("trace_id"), journey.traceId},
            {QStringLiteral("complete"), journey.complete},
            {QStringLiteral("failed"), journey.failed},
            {QStringLiteral("where_now"), journey.whereNow},
            {QStringLiteral("start_ns"), journey.startNs},
            {QStringLiteral("end_ns"), journey.endNs},
            {QStringLiteral("steps"), steps}};
}

} // namespace signalbox
