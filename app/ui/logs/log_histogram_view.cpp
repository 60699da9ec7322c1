// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/log_histogram_view.h"

#include "core/base/format.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace signalbox {

LogHistogramView::LogHistogramView(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("histogram"));
    setAccessibleName(tr("Lines over time"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LogHistogramView::setHistogram(const LogHistogram& histogram)
{
    m_histogram = histogram;
    m_highest = 1;
    for (qint64 count : histogram.all)
        m_highest = std::max(m_highest, count);
    update();
}

QRectF LogHistogramView::field() const
{
    return QRectF(rect()).adjusted(10, 8, -10, -7);
}

void LogHistogramView::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(Token::Border));
    painter.setBrush(theme.color(Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    if (m_histogram.all.isEmpty())
        return;
    const QRectF area = field();
    const qreal pitch = area.width() / static_cast<qreal>(m_histogram.all.size());
    QColor quiet = theme.color(Token::Accent);
    quiet.setAlphaF(theme.isDark() ? 0.5F : 0.45F);
    painter.setPen(Qt::NoPen);
    if (m_from >= 0) {
        const auto [from, to] = std::minmax(m_from, m_to);
        const qreal left = area.left() + static_cast<qreal>(from) * pitch;
        painter.setBrush(theme.color(Token::Selection));
        painter.drawRect(QRectF(left, 1, static_cast<qreal>(to - from + 1) * pitch, height() - 2));
    }
    for (qsizetype i = 0; i < m_histogram.all.size(); ++i) {
        const qreal left = area.left() + static_cast<qreal>(i) * pitch;
        // Roots, so that one error beside ten thousand lines has a height.
        const auto tall = [&](qint64 count) {
            const qreal share = std::sqrt(static_cast<qreal>(count) / static_cast<qreal>(m_highest));
            return count == 0 ? 0.0 : std::max(2.0, share * area.height());
        };
        const qreal all = tall(m_histogram.all.at(i));
        const qreal problems = tall(m_histogram.problems.value(i));
        const qreal width = std::max(1.0, pitch - 2);
        painter.setBrush(quiet);
        painter.drawRect(QRectF(left, area.bottom() - all, width, all));
        painter.setBrush(theme.color(Token::Fail));
        painter.drawRect(QRectF(left, area.bottom() - problems, width, problems));
    }
}

qsizetype LogHistogramView::bucketAt(qreal x) const
{
    if (m_histogram.all.isEmpty())
        return -1;
    const QRectF area = field();
    const qreal share = std::clamp((x - area.left()) / area.width(), 0.0, 0.9999);
    return static_cast<qsizetype>(share * static_cast<qreal>(m_histogram.all.size()));
}

void LogHistogramView::mousePressEvent(QMouseEvent* event)
{
    m_from = m_to = bucketAt(event->position().x());
    update();
}

void LogHistogramView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_from < 0)
        return;
    m_to = bucketAt(event->position().x());
    update();
}

void LogHistogramView::mouseReleaseEvent(QMouseEvent*)
{
    if (m_from < 0)
        return;
    const auto [from, to] = std::minmax(m_from, m_to);
    const TimeRange range{m_histogram.range.fromNs + from * m_histogram.bucketNs,
                          m_histogram.range.fromNs + (to + 1) * m_histogram.bucketNs};
    m_from = m_to = -1;
    update();
    emit rangePicked(range);
}

QString LogHistogramView::bucketText(qsizetype bucket) const
{
    const qint64 begin = m_histogram.range.fromNs + bucket * m_histogram.bucketNs;
    return tr("%1, for %2: %3 lines, %4 of them warnings or errors")
        .arg(formatClock(begin),
             formatDuration(m_histogram.bucketNs),
             formatCount(m_histogram.all.at(bucket)),
             formatCount(m_histogram.problems.value(bucket)));
}

bool LogHistogramView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const qsizetype bucket = bucketAt(help->pos().x());
        QToolTip::showText(help->globalPos(), bucket < 0 ? QString() : bucketText(bucket), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace signalbox
