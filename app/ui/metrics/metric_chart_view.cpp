// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metrics/metric_chart_view.h"

#include "core/base/format.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace signalbox {
namespace {

constexpr qreal scaleWidth = 64;
constexpr qreal headHeight = 26;
constexpr qreal footHeight = 20;
constexpr qreal legendHeight = 30;
constexpr int scaleLines = 4;
constexpr int timeMarks = 3;

// 1, 2, 4 or 8 times a power of ten: a quarter of it is a short number, too.
double roundedUp(double value)
{
    if (value <= 0)
        return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 4.0, 8.0, 10.0}) {
        if (value <= step * power)
            return step * power;
    }
    return value;
}

QString clockText(qint64 second)
{
    return QDateTime::fromSecsSinceEpoch(second).toString(QStringLiteral("HH:mm"));
}

} // namespace

MetricChartView::MetricChartView(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void MetricChartView::setChart(const MetricChart& chart)
{
    m_chart = chart;
    m_top = chart.unit == MetricUnit::Share ? std::max(0.01, roundedUp(chart.highest()))
                                            : roundedUp(chart.highest() * 1.05);
    setObjectName(QStringLiteral("chart"));
    setAccessibleName(chart.title);
    update();
}

QRectF MetricChartView::field() const
{
    const qreal head = headHeight + (m_chart.lines.size() > 1 ? legendHeight : 6);
    return QRectF(rect()).adjusted(scaleWidth, head, -14, -footHeight - 4);
}

QPointF MetricChartView::pointOf(int step, double value) const
{
    const QRectF area = field();
    const double across = m_chart.grid.steps > 1 ? double(step) / (m_chart.grid.steps - 1) : 0;
    return {area.left() + across * area.width(), area.bottom() - std::clamp(value / m_top, 0.0, 1.0) * area.height()};
}

// The line that is meant most is the accent; further ones step away from it, and failures are red.
QColor MetricChartView::colorOf(qsizetype line) const
{
    const Theme& theme = Theme::of(this);
    if (m_chart.alarming)
        return theme.color(Token::Fail);
    static constexpr Token tokens[] = {Token::Accent, Token::Ok, Token::Warn, Token::Busy, Token::Idle};
    return theme.color(tokens[static_cast<size_t>(line) % std::size(tokens)]);
}

void MetricChartView::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(Token::Border));
    painter.setBrush(theme.color(Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    paintHead(painter);
    if (m_chart.isEmpty()) {
        painter.setPen(theme.color(Token::Dim));
        painter.setFont(uiFont(12));
        painter.drawText(QRectF(rect()).adjusted(12, headHeight, -12, -8),
                         Qt::AlignCenter | Qt::TextWordWrap,
                         tr("nothing was measured in this time"));
        return;
    }
    paintGrid(painter);
    for (qsizetype line = 0; line < m_chart.lines.size(); ++line)
        paintLine(painter, line);
    paintCursor(painter);
}

// Title, and each line's name with its newest value, or the one under the mouse.
void MetricChartView::paintHead(QPainter& painter) const
{
    const Theme& theme = Theme::of(this);
    painter.setFont(uiFont(13, QFont::DemiBold));
    painter.setPen(theme.color(Token::Text));
    const QRectF head(12, 4, width() - 24, headHeight);
    painter.drawText(head, Qt::AlignVCenter | Qt::AlignLeft, m_chart.title);
    const bool many = m_chart.lines.size() > 1; // then the names need a row of their own
    const qreal y = many ? head.bottom() - 4 : head.top();
    qreal left = head.left();
    painter.setFont(dataFont(12));
    for (qsizetype line = 0; line < m_chart.lines.size(); ++line) {
        const QString value = formatMetric(shownValue(line), m_chart.unit);
        const QString text = many ? m_chart.lines.at(line).name + QLatin1Char(' ') + value : value;
        const qreal wide = painter.fontMetrics().horizontalAdvance(text);
        left = many ? left : head.right() - wide - 14;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colorOf(line));
        painter.drawRoundedRect(QRectF(left, y + headHeight / 2 - 1.5, 10, 3), 1.5, 1.5);
        painter.setPen(theme.color(Token::Text));
        painter.drawText(QRectF(left + 14, y, wide + 2, headHeight), Qt::AlignVCenter | Qt::AlignLeft, text);
        left += wide + 32;
    }
}

double MetricChartView::shownValue(qsizetype line) const
{
    const auto& values = m_chart.lines.at(line).values;
    if (m_hovered >= 0)
        return values.value(m_hovered);
    const auto newest = std::find_if(values.rbegin(), values.rend(), [](double value) { return !std::isnan(value); });
    return newest == values.rend() ? std::nan("") : *newest;
}

void MetricChartView::paintGrid(QPainter& painter) const
{
    const Theme& theme = Theme::of(this);
    const QRectF area = field();
    painter.setFont(dataFont(11));
    for (int i = 0; i <= scaleLines; ++i) {
        const double value = m_top * i / scaleLines;
        const qreal y = std::round(area.bottom() - area.height() * i / scaleLines) + 0.5;
        painter.setPen(theme.color(Token::Grid));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color(Token::Dim));
        const QString text = i == 0 ? QStringLiteral("0") : formatMetric(value, m_chart.unit);
        painter.drawText(QRectF(4, y - 9, scaleWidth - 12, 18), Qt::AlignRight | Qt::AlignVCenter, text);
    }
    const qint64 from = m_chart.grid.fromSecond;
    const qint64 to = m_chart.grid.end(m_chart.grid.steps - 1);
    for (int i = 0; i <= timeMarks; ++i) {
        const qreal x = area.left() + area.width() * i / timeMarks;
        const QString text = clockText(from + (to - from) * i / timeMarks);
        const qreal wide = painter.fontMetrics().horizontalAdvance(text);
        const qreal left = std::min(x - wide / 2, width() - wide - 8.0);
        painter.drawText(
            QRectF(left, area.bottom() + 4, wide + 2, footHeight - 4), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

// Gaps stay gaps; a value alone is a dot.
void MetricChartView::paintLine(QPainter& painter, qsizetype line) const
{
    const auto& values = m_chart.lines.at(line).values;
    QPainterPath path;
    painter.setBrush(colorOf(line));
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values.at(i)))
            continue;
        const bool follows = i > 0 && std::isfinite(values.at(i - 1));
        const bool goesOn = i + 1 < values.size() && std::isfinite(values.at(i + 1));
        if (follows)
            path.lineTo(pointOf(i, values.at(i)));
        else
            path.moveTo(pointOf(i, values.at(i)));
        if (!follows && !goesOn)
            painter.drawEllipse(pointOf(i, values.at(i)), 2, 2);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colorOf(line), line == 0 ? 1.8 : 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

void MetricChartView::paintCursor(QPainter& painter) const
{
    if (m_hovered < 0)
        return;
    const Theme& theme = Theme::of(this);
    const QRectF area = field();
    const qreal x = pointOf(m_hovered, 0).x();
    painter.setPen(theme.color(Token::Faint));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const QString text = formatClock(m_chart.grid.end(m_hovered) * 1'000'000'000).left(8);
    painter.setFont(dataFont(11));
    const qreal wide = painter.fontMetrics().horizontalAdvance(text) + 8;
    const QRectF label(
        std::clamp(x - wide / 2, area.left(), area.right() - wide), area.bottom() + 3, wide, footHeight - 2);
    painter.setPen(theme.color(Token::Border));
    painter.setBrush(theme.color(Token::Raised));
    painter.drawRoundedRect(label, 3, 3);
    painter.setPen(theme.color(Token::Text));
    painter.drawText(label, Qt::AlignCenter, text);
}

void MetricChartView::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF area = field();
    const double across = (event->position().x() - area.left()) / std::max(1.0, area.width());
    const int last = m_chart.grid.steps - 1;
    m_hovered = last < 0 || across < -0.02 || across > 1.02 ? -1 : std::clamp(int(std::lround(across * last)), 0, last);
    update();
}

void MetricChartView::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

} // namespace signalbox
