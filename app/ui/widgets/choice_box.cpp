// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choice_box.h"

#include "ui/theme/theme.h"

#include <QIcon>
#include <QPainter>
#include <QStyle>

namespace signalbox {

namespace {

constexpr int side = 10;
constexpr int choiceMargin = 8;

} // namespace

void ChoiceBox::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    const QRect logical(width() - side - choiceMargin, (height() - side) / 2, side, side);
    const QRect arrow = QStyle::visualRect(layoutDirection(), rect(), logical);
    symbolIcon(QStringLiteral("chevron"), Theme::of(this).color(Token::Dim)).paint(&painter, arrow);
}

} // namespace signalbox
