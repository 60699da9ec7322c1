// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/request_list.h"

#include "models/compose_history_model.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace signalbox {

namespace {

constexpr int padding = 8;
constexpr int methodWidth = 44;
constexpr int lineHeight = 18;

// Method and name in one line; of a sent request how it ended in a second.
class RequestDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const bool noted = !index.data(ComposeHistoryModel::NoteRole).toString().isEmpty();
        return {120, noted ? 2 * lineHeight + 6 : rowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::of(option.palette);
        const QString note = index.data(ComposeHistoryModel::NoteRole).toString();
        painter->save();
        if (option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Selected)) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(
                theme.color(option.state.testFlag(QStyle::State_Selected) ? Token::Selection : Token::Raised));
            painter->drawRoundedRect(option.rect.adjusted(2, 0, -2, -1), 4, 4);
        }
        QRect line = option.rect.adjusted(padding, 3, -padding, 0);
        line.setHeight(lineHeight);
        painter->setFont(dataFont(11));
        painter->setPen(theme.color(Token::Busy));
        painter->drawText(line, Qt::AlignVCenter, index.data(ComposeHistoryModel::MethodRole).toString());
        line.setLeft(line.left() + methodWidth);
        painter->setFont(uiFont(13));
        painter->setPen(theme.color(Token::Text));
        painter->drawText(line,
                          Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, line.width()));
        if (!note.isEmpty()) {
            line.translate(0, lineHeight - 1);
            painter->setFont(dataFont(11));
            painter->setPen(theme.tone(index.data(ToneRole).value<StatusTone>()));
            painter->drawText(line, Qt::AlignVCenter | Qt::TextSingleLine, note);
        }
        painter->restore();
    }
};

} // namespace

RequestList::RequestList(ComposeHistoryModel& model, const QString& name, QWidget* parent)
    : QListView(parent)
{
    setObjectName(name);
    setModel(&model);
    setItemDelegate(new RequestDelegate(this));
    setEditTriggers(NoEditTriggers);
    setStyleSheet(QStringLiteral("QListView { border: 0; }")); // it stands in a panel that has one
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    connect(this, &QListView::clicked, this, [this](const QModelIndex& index) { emit picked(index.row()); });
    connect(this, &QListView::activated, this, [this](const QModelIndex& index) { emit picked(index.row()); });
}

void RequestList::setCurrent(int row)
{
    if (row < 0)
        clearSelection();
    else if (!selectionModel()->isRowSelected(row))
        setCurrentIndex(model()->index(row, 0));
}

} // namespace signalbox
