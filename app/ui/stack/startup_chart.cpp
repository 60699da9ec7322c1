// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stack/startup_chart.h"

#include "ui/theme/theme.h"
#include "ui/widgets/timing_bar.h"

#include <QPainter>

namespace signalbox {
namespace {

constexpr int barRow = 18;
constexpr int phaseBarHeight = 8;
constexpr int labelWidth = 64;

} // namespace

StartupChart::StartupChart(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("startupChart"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StartupChart::show(const StartupView& view)
{
    if (view == m_view)
        return;
    const bool resized = view.bars.size() != m_view.bars.size();
    m_view = view;
    QStringList lines;
    for (const StartupView::Bar& bar : view.bars)
        lines.append(QStringLiteral("%1 %2").arg(bar.service, bar.label));
    setAccessibleName(view.caption);
    setAccessibleDescription(lines.join(QStringLiteral(", ")));
    if (resized)
        updateGeometry();
    update();
}

QSize StartupChart::sizeHint() const
{
    return {320, int(m_view.bars.size()) * barRow};
}

int StartupChart::nameWidth() const
{
    const QFontMetrics metrics(uiFont(12, QFont::DemiBold));
    int width = 64;
    for (const StartupView::Bar& bar : m_view.bars)
        width = qMax(width, metrics.horizontalAdvance(bar.service) + 8);
    return qMin(width, 160);
}

void StartupChart::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    const int names = nameWidth();
    int top = 0;
    for (const StartupView::Bar& bar : m_view.bars) {
        const QRect row(0, top, width(), barRow);
        painter.setFont(uiFont(12, bar.critical ? QFont::DemiBold : QFont::Normal));
        painter.setPen(theme.color(bar.critical ? Token::Text : Token::Dim));
        painter.drawText(row.adjusted(0, 0, names - width(), 0),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(bar.service, Qt::ElideRight, names - 4));
        const QRectF track(
            names, row.center().y() - phaseBarHeight / 2.0 + 1, width() - names - labelWidth, phaseBarHeight);
        paintTimingTrack(painter, track, theme);
        paintTimingBar(painter,
                       track,
                       {.begin = bar.begin,
                        .end = bar.end,
                        .color = theme.serviceHue(bar.service, bar.color),
                        .waiting = bar.pending,
                        .failed = false},
                       theme);
        painter.setFont(dataFont(11));
        painter.setPen(theme.color(Token::Text));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, bar.label);
        top += barRow;
    }
}

} // namespace signalbox
