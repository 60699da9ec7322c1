// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/trace_waterfall.h"

#include <QStyledItemDelegate>

namespace signalbox {

class Theme;
class TraceWaterfallModel;

// Draws one row of a waterfall: on the left its name at its depth, on the right its bar on the time of the trace.
class WaterfallDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit WaterfallDelegate(const TraceWaterfallModel& model, QObject* parent = nullptr);

    void setLogTime(bool on) { m_logTime = on; }
    void setCriticalPath(bool on) { m_criticalPath = on; }
    TimeScale scale() const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    // Where the row's triangle is; empty for a row with nothing below it.
    static QRect expander(const QRect& row, const WaterfallRow& content);
    static int nameWidth(int rowWidth);

private:
    void paintName(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintBar(QPainter& painter, const QStyleOptionViewItem& option, const WaterfallRow& row) const;

    const TraceWaterfallModel& m_model;
    bool m_logTime = false;
    bool m_criticalPath = false;
};

} // namespace signalbox
