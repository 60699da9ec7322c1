// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>

class QPainter;

namespace signalbox {

class Theme;

// One stretch of time on a track: work is solid, waiting is hatched, an error is red. Begin and end are shares of the
// track (0 … 1); a bar is never thinner than 2 px, so that short work stays visible.
struct TimingBar
{
    double begin = 0;
    double end = 0;
    QColor color;
    bool waiting = false;
    bool failed = false;
};

// Where the bar lies on the track, clipped to it.
QRectF timingBarRect(const QRectF& track, const TimingBar& bar);
void paintTimingBar(QPainter& painter, const QRectF& track, const TimingBar& bar, const Theme& theme);
// The quiet ground that a bar lies on.
void paintTimingTrack(QPainter& painter, const QRectF& track, const Theme& theme);

} // namespace signalbox
