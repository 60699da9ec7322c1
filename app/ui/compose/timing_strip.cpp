// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/timing_strip.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <numeric>

namespace signalbox {

namespace {

constexpr int barHeight = 8;
constexpr int legendGap = 14;

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
    update();
}

void TimingStrip::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    const auto total = static_cast<qreal>(std::accumulate(
        m_phases.begin(), m_phases.end(), qint64(0), [](qint64 sum, const auto& p) { return sum + p.ns; }));
    const QRectF bar(0, 4, width(), barHeight);
    // Each phase keeps at least two pixels, so that a short one is seen; the longest gives them.
    const qreal spare = bar.width() - 2.0 * static_cast<qreal>(m_phases.size());
    qreal left = 0;
    for (const ComposeResponse::Phase& phase : m_phases) {
        const qreal wide = 2 + (total > 0 ? spare * static_cast<qreal>(phase.ns) / total : 0);
        painter.fillRect(QRectF(left, bar.top(), std::max(1.0, wide - 1), bar.height()), phaseColor(phase.kind, theme));
        left += wide;
    }
    painter.setFont(dataFont(11));
    qreal at = 0;
    for (const ComposeResponse::Phase& phase : m_phases) {
        painter.fillRect(QRectF(at, bar.bottom() + 11, 6, 6), phaseColor(phase.kind, theme));
        painter.setPen(theme.color(Token::Dim));
        const QRectF text(at + 10, bar.bottom() + 4, width(), 20);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, phase.text);
        at += 10 + painter.fontMetrics().horizontalAdvance(phase.text) + legendGap;
    }
}

} // namespace signalbox
