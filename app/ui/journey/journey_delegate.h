// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace signalbox {

class JourneyModel;

// Draws one step of a journey in one line: how it went, what kind it is, whose it is, what it did, when it began and
// how long it took, as a bar on the time of the whole journey. Time spent waiting is hatched.
class JourneyDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit JourneyDelegate(const JourneyModel& model, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintText(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintTime(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    const JourneyModel& m_model;
};

} // namespace signalbox
