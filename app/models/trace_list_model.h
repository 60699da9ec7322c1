// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"
#include "models/item_roles.h"

#include <QAbstractTableModel>

#include <functional>

namespace signalbox {

// The traces of one answer, newest first. A refresh tells the views only what changed, so that a trace that somebody
// reads stays selected while new ones arrive above it.
class TraceListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, NameColumn, SpansColumn, ErrorsColumn, DurationColumn, ColumnCount };
    enum Role {
        ErrorsRole = FirstOwnRole,
        ShareRole // of the longest duration in the list, 0…1
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setTraces(const QList<TraceSummary>& traces);
    QString traceAt(int row) const; // empty = no such row
    // Which colour the stack declares for a service; asked while painting, so that it follows a new stack file.
    void setColorOf(std::function<QString(const QString&)> colorOf) { m_colorOf = std::move(colorOf); }
    int rowOf(const QString& traceId) const; // -1 = not here

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Announce;

    QString text(const TraceSummary& trace, int column) const;
    QString toolTip(const TraceSummary& trace, int column) const;

    QList<TraceSummary> m_rows;
    std::function<QString(const QString&)> m_colorOf = [](const QString&) { return QString(); };
    qint64 m_longestNs = 1;
};

} // namespace signalbox
