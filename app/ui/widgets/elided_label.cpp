// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/elided_label.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include <utility>

namespace signalbox {

ElidedLabel::ElidedLabel(const QString& text, QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void ElidedLabel::setText(const QString& text)
{
    if (text == m_full && !text.isEmpty())
        return;
    m_full = text;
    QLabel::setText(text); // for accessibility and style; painted below
    setToolTip(text.toHtmlEscaped());
    updateGeometry();
    update();
}

bool ElidedLabel::isElided() const
{
    return fontMetrics().horizontalAdvance(m_full) > contentsRect().width();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    const QMargins margins = contentsMargins();
    return {fontMetrics().horizontalAdvance(m_full) + margins.left() + margins.right() + 1,
            fontMetrics().height() + margins.top() + margins.bottom() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), 24), sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect area = contentsRect();
    painter.setPen(textColor());
    QFont drawn = font();
    drawn.setUnderline(isUnderlined());
    painter.setFont(drawn);
    const auto align = QStyle::visualAlignment(layoutDirection(), alignment());
    painter.drawText(area, int(align) | Qt::TextSingleLine, fontMetrics().elidedText(m_full, m_mode, area.width()));
}

QColor ElidedLabel::textColor() const
{
    return palette().color(foregroundRole());
}

LinkLabel::LinkLabel(const QString& text, Link link, QWidget* parent)
    : ElidedLabel(text, parent)
    , m_link(std::move(link))
{
    setProperty("role", QStringLiteral("data"));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
}

// Asked of the theme: a style sheet that colours labels has the last word on their palette.
QColor LinkLabel::textColor() const
{
    const Theme& theme = Theme::of(this);
    if (m_link.kind == Link::Kind::LogsWithField)
        return theme.color(Token::Text); // narrows what is looked at and leads nowhere else; there are many of them
    if (m_tone == StatusTone::None)
        return theme.color(Token::Accent);
    return theme.readable(theme.tone(m_tone), theme.color(Token::Background));
}

void LinkLabel::setTone(StatusTone tone)
{
    m_tone = tone;
    update();
}

bool LinkLabel::isUnderlined() const
{
    return hasFocus() || underMouse();
}

void LinkLabel::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit activated(m_link);
}

void LinkLabel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        emit activated(m_link);
    else
        ElidedLabel::keyPressEvent(event);
}

void LinkLabel::focusInEvent(QFocusEvent* event)
{
    update();
    ElidedLabel::focusInEvent(event);
}

void LinkLabel::focusOutEvent(QFocusEvent* event)
{
    update();
    ElidedLabel::focusOutEvent(event);
}

} // namespace signalbox
