// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/journey_wait.h"

#include "cli/await.h"

#include <QElapsedTimer>

namespace signalbox {
namespace {

constexpr std::chrono::milliseconds readAgain{50};
constexpr std::chrono::milliseconds quiet{500}; // exporters and watchers deliver well within it

bool sameShape(const Journey& a, const Journey& b)
{
    return a.steps.size() == b.steps.size() && a.endNs == b.endNs && a.whereNow == b.whereNow;
}

} // namespace

Result<Journey> waitForJourney(StoreReader& reader, const QString& id, std::chrono::milliseconds timeout)
{
    const QDeadlineTimer deadline(timeout);
    Result<Journey> last = reader.journey(id);
    QElapsedTimer unchanged;
    unchanged.start();
    while (!deadline.hasExpired()) {
        const bool settled = unchanged.elapsed() >= quiet.count();
        if (last && last->complete && settled)
            break;
        pause(readAgain);
        Result<Journey> next = reader.journey(id);
        if (!last || !next || !sameShape(*last, *next))
            unchanged.restart();
        last = std::move(next);
    }
    return last;
}

} // namespace signalbox
