// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/log_delegate.h"

#include "models/log_inspection.h"
#include "models/log_model.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace signalbox {

namespace {

constexpr int fieldsAt = 45; // percent of the width
constexpr int fieldsGap = 24;
constexpr int leastFields = 80;

QColor textColor(LogLevel level, int column, const Theme& theme)
{
    const StatusTone tone = logLevelTone(level);
    if (tone == StatusTone::Warn || tone == StatusTone::Fail)
        return theme.tone(tone);
    return theme.color(column == LogModel::LevelColumn ? Token::Dim : Token::Text);
}

// In a column of their own while the message leaves them the room, behind a longer one, not at all where it needs the
// row: the inspector shows them all.
void paintFields(QPainter& painter, const QRect& area, const QModelIndex& message)
{
    if (area.width() < leastFields)
        return;
    painter.setFont(dataFont(12));
    const QString fields = message.siblingAtColumn(LogModel::FieldsColumn).data().toString();
    painter.drawText(area,
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(fields, Qt::ElideRight, area.width()));
}

} // namespace

void LogDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (index.column() != LogModel::LevelColumn && index.column() != LogModel::MessageColumn) {
        CellDelegate::paint(painter, option, index);
        return;
    }
    const Theme& theme = Theme::of(option.palette);
    painter->save();
    paintRow(painter, option);
    const auto level = static_cast<LogLevel>(index.data(LogModel::LevelRole).toInt());
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor ground = theme.color(selected ? Token::Selection : Token::Surface);
    painter->setPen(theme.readable(textColor(level, index.column(), theme), ground));
    painter->setFont(index.column() == LogModel::LevelColumn ? dataFont(12) : uiFont(13));
    QRect area = option.rect.adjusted(padding, 0, -padding, 0);
    const QString text = index.data().toString();
    const int words = painter->fontMetrics().horizontalAdvance(text);
    painter->drawText(area,
                      Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
    if (index.column() == LogModel::MessageColumn) {
        area.setLeft(area.left() + std::max(words + fieldsGap, area.width() * fieldsAt / 100));
        painter->setPen(theme.readable(theme.color(Token::Dim), ground));
        paintFields(*painter, area, index);
    }
    painter->restore();
}

} // namespace signalbox
