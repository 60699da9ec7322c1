// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>
#include <QStyledItemDelegate>

namespace signalbox {

class TraceComparisonModel;

// Draws one row of a comparison: on the left the name at its depth, then the two bars, the first trace above the
// second, and how much the second one differs.
class ComparisonDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ComparisonDelegate(const TraceComparisonModel& model, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintName(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintBars(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    const TraceComparisonModel& m_model;
};

// Two traces over each other. Selecting a row inspects the second trace's span.
class ComparisonView final : public QListView
{
    Q_OBJECT

public:
    explicit ComparisonView(TraceComparisonModel& model, QWidget* parent = nullptr);

signals:
    void spanSelected(const QString& spanId);
};

} // namespace signalbox
