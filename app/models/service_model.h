// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "models/inspection.h"
#include "models/item_roles.h"

#include <QAbstractTableModel>
#include <QHash>

namespace signalbox {

// One row a service, in the order of the stack file. Rows change by difference; nothing is ever reset.
class ServiceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        ServiceColumn,
        StateColumn,
        SinceColumn,
        RestartsColumn,
        CpuColumn,
        MemoryColumn,
        PortColumn,
        VersionColumn,
        LineColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setServices(const QList<ServiceInfo>& services, const QList<ServiceState>& states);
    // Whether the states are of now. Those that a lost daemon told last say so, and no longer look well.
    void setCurrent(bool current);
    void setLastLines(const QHash<QString, QString>& lines); // service → last line of output
    void setNow(qint64 nowMs);                               // "since" counts from here

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString name;
        QString color;
        ServiceState state;
        QString line;
        bool current = true;
        QString since; // as shown: a tick changes a row only when its text does
        bool operator==(const Row&) const = default;
    };

    Row rowOf(const ServiceInfo& info, const QString& color, const ServiceState& state) const;
    static StatusTone toneAt(const Row& row, int column);
    QString sinceText(const ServiceState& state) const;
    QString text(const Row& row, int column) const;
    QString wholeText(const Row& row, int column) const;

    QList<Row> m_rows;
    QHash<QString, QString> m_lines;
    qint64 m_nowMs = 0;
    bool m_current = true;
};

} // namespace signalbox
