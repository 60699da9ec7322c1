// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timing_bar.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace signalbox {
namespace {

constexpr double minimumWidth = 2;
constexpr double radius = 2;

// By hand and not with Qt::BDiagPattern, which is one device pixel wide on every screen.
void paintHatching(QPainter& painter, const QRectF& rect, const QColor& color)
{
    painter.save();
    QPainterPath outline;
    outline.addRoundedRect(rect, radius, radius);
    painter.setClipPath(outline, Qt::IntersectClip);
    painter.setPen(QPen(color, 1));
    for (double x = rect.left() - rect.height(); x < rect.right(); x += 5)
        painter.drawLine(QPointF(x, rect.top()), QPointF(x + rect.height(), rect.bottom()));
    painter.restore();
    painter.setPen(QPen(color, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

} // namespace

QRectF timingBarRect(const QRectF& track, const TimingBar& bar)
{
    const double begin = std::clamp(bar.begin, 0.0, 1.0);
    const double end = std::clamp(bar.end, begin, 1.0);
    QRectF rect(track.left() + begin * track.width(), track.top(), (end - begin) * track.width(), track.height());
    rect.setWidth(std::max(rect.width(), minimumWidth));
    if (rect.right() > track.right())
        rect.moveRight(track.right());
    return rect;
}

void paintTimingBar(QPainter& painter, const QRectF& track, const TimingBar& bar, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF rect = timingBarRect(track, bar);
    const QColor color = bar.failed ? theme.color(Token::Fail) : bar.waiting ? theme.color(Token::Dim) : bar.color;
    if (bar.waiting && rect.width() > 4) {
        paintHatching(painter, rect, color);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(rect, std::min(radius, rect.width() / 2), radius);
    }
    painter.restore();
}

void paintTimingTrack(QPainter& painter, const QRectF& track, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::Grid));
    painter.drawRoundedRect(track, radius, radius);
    painter.restore();
}

} // namespace signalbox
