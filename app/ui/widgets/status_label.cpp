// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status_label.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QIcon>
#include <QPainter>

namespace signalbox {
namespace {

constexpr int statusIconSide = 13;
constexpr int statusGap = 7;

} // namespace

QString toneName(StatusTone tone)
{
    switch (tone) {
    case StatusTone::None: return {};
    case StatusTone::Ok: return QCoreApplication::translate("Tone", "good");
    case StatusTone::Busy: return QCoreApplication::translate("Tone", "on the way");
    case StatusTone::Warn: return QCoreApplication::translate("Tone", "warning");
    case StatusTone::Fail: return QCoreApplication::translate("Tone", "failed");
    case StatusTone::Idle: return QCoreApplication::translate("Tone", "at rest");
    }
    return {};
}

StatusLabel::StatusLabel(QWidget* parent)
    : QWidget(parent)
{
    setFont(uiFont(13));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void StatusLabel::setStatus(StatusTone tone, const QString& text)
{
    if (tone == m_tone && text == m_text)
        return;
    m_tone = tone;
    m_text = text;
    setToolTip(text.toHtmlEscaped());
    setAccessibleName(tone == StatusTone::None ? text : toneName(tone) + QStringLiteral(": ") + text);
    updateGeometry();
    update();
}

void StatusLabel::setPixelSize(int pixels)
{
    setFont(uiFont(pixels));
}

void StatusLabel::setQuiet(bool quiet)
{
    m_quiet = quiet;
    update();
}

QSize StatusLabel::sizeHint() const
{
    const int lead = m_tone == StatusTone::None ? 0 : statusIconSide + statusGap;
    return {lead + fontMetrics().horizontalAdvance(m_text) + 1, qMax(fontMetrics().height(), statusIconSide) + 2};
}

QSize StatusLabel::minimumSizeHint() const
{
    return {statusIconSide + statusGap + 20, sizeHint().height()};
}

void StatusLabel::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    QRect area = rect();
    if (m_tone != StatusTone::None) {
        const QRect icon(layoutDirection() == Qt::RightToLeft ? area.right() - statusIconSide + 1 : area.left(),
                         area.center().y() - statusIconSide / 2,
                         statusIconSide,
                         statusIconSide);
        toneIcon(m_tone, theme).paint(&painter, icon);
        area.adjust(layoutDirection() == Qt::RightToLeft ? 0 : statusIconSide + statusGap,
                    0,
                    layoutDirection() == Qt::RightToLeft ? -(statusIconSide + statusGap) : 0,
                    0);
    }
    const bool dim = m_tone == StatusTone::Idle || (m_quiet && m_tone == StatusTone::None);
    const QColor color = dim ? theme.color(Token::Dim) : theme.tone(m_tone);
    painter.setPen(theme.readable(color, theme.color(Token::Background)));
    painter.drawText(area,
                     Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, area.width()));
}

void StatusLabel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace signalbox
