// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/timing_strip.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <numeric>

namespace signalbox {

namespace {

constexpr int timingBarHeight = 8;
constexpr int legendGap = 14;
constexpr int swatch = 10;

QColor phaseColor(ComposeResponse::Phase::Kind kind, const Theme& theme)
{
    using Kind = ComposeResponse::Phase::Kind;
    switch (kind) {
    case Kind::Dns: return theme.color(Token::Faint);
    case Kind::Connect: return theme.color(Token::Dim);
    case Kind::Tls: return theme.color(Token::Warn);
    case Kind::Send: return theme.color(Token::Accent);
    case Kind::Wait: return theme.color(Token::Ok);
    case Kind::Receive: return theme.color(Token::Busy);
    }
    return {};
}

} // namespace

TimingStrip::TimingStrip(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("timing"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimingStrip::setPhases(const QList<ComposeResponse::Phase>& phases)
{
    if (phases == m_phases)
        return;
    m_phases = phases;
    QStringList texts;
    for (const ComposeResponse::Phase& phase : m_phases)
        texts.append(phase.text);
    setAccessibleName(tr("Timing in milliseconds: %1").arg(texts.join(QStringLiteral(", "))));
    setToolTip(texts.isEmpty() ? QString() : accessibleName());
    update();
}

void TimingStrip::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    const auto total = static_cast<qreal>(std::accumulate(
        m_phases.begin(), m_phases.end(), qint64(0), [](qint64 sum, const auto& p) { return sum + p.ns; }));
    const QRectF bar(0, 4, width(), timingBarHeight);
    // Each phase keeps at least two pixels, so that a short one is seen; the longest gives them.
    const qreal spare = bar.width() - 2.0 * static_cast<qreal>(m_phases.size());
    qreal left = 0;
    for (const ComposeResponse::Phase& phase : m_phases) {
        const qreal wide = 2 + (total > 0 ? spare * static_cast<qreal>(phase.ns) / total : 0);
        painter.fillRect(QRectF(left, bar.top(), std::max(1.0, wide - 1), bar.height()), phaseColor(phase.kind, theme));
        left += wide;
    }
    paintLegend(painter, bar.bottom() + 4);
}

// All phases where there is room, else those that took time; the tool tip has them all.
void TimingStrip::paintLegend(QPainter& painter, qreal top) const
{
    const Theme& theme = Theme::of(this);
    painter.setFont(dataFont(11));
    const auto wide = [&painter](const QList<ComposeResponse::Phase>& phases) {
        return std::accumulate(phases.begin(), phases.end(), 0, [&painter](int sum, const auto& phase) {
            return sum + swatch + painter.fontMetrics().horizontalAdvance(phase.text) + legendGap;
        });
    };
    QList<ComposeResponse::Phase> shown = m_phases;
    if (wide(shown) - legendGap > width())
        shown.removeIf([](const ComposeResponse::Phase& phase) { return phase.ns < 50'000; });
    qreal at = 0;
    for (const ComposeResponse::Phase& phase : shown) {
        painter.fillRect(QRectF(at, top + 7, 6, 6), phaseColor(phase.kind, theme));
        painter.setPen(theme.color(Token::Dim));
        const QRectF text(at + swatch, top, width(), 20);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, phase.text);
        at += swatch + painter.fontMetrics().horizontalAdvance(phase.text) + legendGap;
    }
}

} // namespace signalbox
