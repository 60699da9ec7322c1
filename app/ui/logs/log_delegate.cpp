// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/log_delegate.h"

#include "models/log_inspection.h"
#include "models/log_model.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace signalbox {

namespace {

QColor textColor(LogLevel level, int column, const Theme& theme)
{
    const StatusTone tone = logLevelTone(level);
    if (tone == StatusTone::Warn || tone == StatusTone::Fail)
        return theme.tone(tone);
    return theme.color(column == LogModel::LevelColumn ? Token::Dim : Token::Text);
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
    const QRect area = option.rect.adjusted(padding, 0, -padding, 0);
    painter->drawText(area,
                      Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width()));
    painter->restore();
}

} // namespace signalbox
