// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traces/trace_minimap.h"

#include "models/trace_waterfall_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/timing_bar.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace signalbox {

TraceMinimap::TraceMinimap(TraceWaterfallModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("minimap"));
    setAccessibleName(tr("Overview of the trace"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&model, &TraceWaterfallModel::extentChanged, this, &TraceMinimap::forget);
}

void TraceMinimap::setLogTime(bool on)
{
    if (on == m_logTime)
        return;
    m_logTime = on;
    forget();
}

void TraceMinimap::forget()
{
    m_drawn = {};
    update();
}

QRectF TraceMinimap::track() const
{
    return QRectF(rect()).adjusted(12, 8, -12, -8);
}

void TraceMinimap::draw()
{
    const Theme& theme = Theme::of(this);
    m_drawn = QPixmap(size() * devicePixelRatioF());
    m_drawn.setDevicePixelRatio(devicePixelRatioF());
    m_drawn.fill(Qt::transparent);
    QPainter painter(&m_drawn);
    const QRectF strip = track();
    const TimeScale scale{m_model.extent(), m_logTime};
    paintTimingTrack(painter, strip, theme);
    for (const bool failures : {false, true}) {
        for (const WaterfallRow& row : m_model.allRows()) {
            if (row.kind == WaterfallRow::Kind::Wait || row.failed != failures)
                continue;
            TimingBar bar;
            bar.begin = scale.share(row.startNs);
            bar.end = scale.share(row.endNs());
            bar.color = theme.serviceHue(row.service, m_model.colorOf(row.service));
            bar.failed = row.failed && row.below == 0; // an error that came from below is shown where it began
            paintTimingBar(painter, strip, bar, theme);
        }
    }
}

void TraceMinimap::paintEvent(QPaintEvent*)
{
    if (m_drawn.isNull())
        draw();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_drawn);
}

void TraceMinimap::mousePressEvent(QMouseEvent* event)
{
    const TimeScale scale{m_model.extent(), m_logTime};
    const double wanted = (event->position().x() - track().left()) / track().width();
    const WaterfallRow* nearest = nullptr;
    double distance = 2;
    for (const WaterfallRow& row : m_model.allRows()) {
        const double middle = (scale.share(row.startNs) + scale.share(row.endNs())) / 2;
        const double half = (scale.share(row.endNs()) - scale.share(row.startNs)) / 2;
        const double away = std::max(0.0, std::abs(wanted - middle) - half) + half * 0.001; // the shortest that is hit
        if (away < distance && row.kind == WaterfallRow::Kind::Span) {
            distance = away;
            nearest = &row;
        }
    }
    if (nearest)
        emit spanPicked(nearest->spanId);
}

void TraceMinimap::resizeEvent(QResizeEvent*)
{
    forget();
}

void TraceMinimap::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        forget();
    QWidget::changeEvent(event);
}

} // namespace signalbox
