// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/item_roles.h"
#include "models/trace_waterfall.h"

#include <QAbstractListModel>
#include <QSet>

#include <functional>

namespace signalbox {

// The rows of a waterfall that are open to the eye: a flat list in tree order without what lies below a collapsed
// row. A trace that grows changes row by row; a different trace is a reset.
class TraceWaterfallModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { RowRole = FirstOwnRole, SpanIdRole, CollapsedRole };

    using QAbstractListModel::QAbstractListModel;

    void setTrace(const QString& traceId, QList<WaterfallRow> rows);
    // Which colour the stack declares for a service; asked while painting, so that it follows a new stack file.
    void setColorOf(std::function<QString(const QString&)> colorOf) { m_colorOf = std::move(colorOf); }
    QString colorOf(const QString& service) const { return m_colorOf(service); }
    void toggleCollapsed(int row);
    void setCollapsed(int row, bool collapsed);
    const TraceExtent& extent() const { return m_extent; }
    const QList<WaterfallRow>& allRows() const { return m_all; } // collapsed ones too, for the minimap
    int rowOfSpan(const QString& spanId) const;                  // -1 = not here
    void reveal(const QString& spanId);                          // opens whatever hides it

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

signals:
    void extentChanged();

private:
    struct Announce;

    QList<WaterfallRow> shown() const;
    QString toolTip(const WaterfallRow& row) const;
    QString accessibleText(const WaterfallRow& row) const;

    QString m_traceId;
    std::function<QString(const QString&)> m_colorOf = [](const QString&) { return QString(); };
    QList<WaterfallRow> m_all;
    QList<WaterfallRow> m_rows;
    QSet<QString> m_collapsed; // keys
    TraceExtent m_extent;
};

} // namespace signalbox
