// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/map_text.h"

#include "core/base/format.h"

#include <QCoreApplication>

namespace signalbox {
namespace {

struct MapTextText
{
    Q_DECLARE_TR_FUNCTIONS(MapText)
};

constexpr qint64 patienceMs = 5'000; // an outbox is emptied within a second; this is more than a hiccup

} // namespace

QString rateText(double perSecond)
{
    return perSecond >= 10 ? MapTextText::tr("%1/s").arg(qRound64(perSecond))
                           : MapTextText::tr("%1/s").arg(perSecond, 0, 'f', perSecond >= 1 ? 1 : 2);
}
QString outboxText(const OutboxState& outbox)
{
    if (outbox.pending < 0)
        return MapTextText::tr("not observed");
    if (outbox.dead > 0)
        return MapTextText::tr("%1 pending · %2 dead").arg(formatCount(outbox.pending), formatCount(outbox.dead));
    if (outbox.pending == 0)
        return MapTextText::tr("empty");
    return MapTextText::tr("%1 pending · %2")
        .arg(formatCount(outbox.pending), formatDuration(outbox.oldestPendingMs * 1'000'000));
}

StatusTone outboxTone(const OutboxState& outbox)
{
    if (outbox.dead > 0)
        return StatusTone::Fail;
    return outbox.pending > 0 && outbox.oldestPendingMs > patienceMs ? StatusTone::Warn : StatusTone::None;
}

QString queueText(const QueueState& queue)
{
    if (queue.ready < 0)
        return MapTextText::tr("not observed");
    if (queue.isDeadLetters)
        return queue.ready == 0 ? MapTextText::tr("empty") : MapTextText::tr("%1 dead").arg(formatCount(queue.ready));
    if (queue.unacked > 0)
        return MapTextText::tr("%1 · %2 in work").arg(formatCount(queue.ready), formatCount(queue.unacked));
    return queue.ready == 0 ? MapTextText::tr("empty") : MapTextText::tr("%1 ready").arg(formatCount(queue.ready));
}

} // namespace signalbox
