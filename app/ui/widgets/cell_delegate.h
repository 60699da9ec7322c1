// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace signalbox {

// Draws every cell of our tables and lists from the roles of models/item_roles.h: service stripe, status icon and
// word, link, data, dim. One delegate for all columns, without the style in between: it runs for each visible cell.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    // Whole text of an elided cell.
    bool helpEvent(QHelpEvent* event,
                   QAbstractItemView* view,
                   const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

    // Ground and line of a row, for delegates that draw the rest themselves.
    static void paintRow(QPainter* painter, const QStyleOptionViewItem& option);
    static constexpr int padding = 8;
};

} // namespace signalbox
