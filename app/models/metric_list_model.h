// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inspection.h"

#include <QAbstractTableModel>

#include <functional>

namespace signalbox {

// One line of the Metrics page's list: a route with its requests, or a series with its newest value.
struct MetricListRow
{
    QString id;
    QString service;
    QString name;                       // route, or name and labels of a series; empty: the whole service
    QStringList values;                 // for the columns after the name
    StatusTone tone = StatusTone::None; // of the second value: errors

    bool operator==(const MetricListRow&) const = default;
};

// What the Metrics page lists. The columns after service and name are those of the rows: setHeads().
class MetricListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { ServiceColumn, NameColumn, FirstValueColumn };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QStringList& heads, const QList<MetricListRow>& rows);
    void setColorOf(std::function<QString(const QString&)> colorOf) { m_colorOf = std::move(colorOf); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Announce;

    QStringList m_heads;
    QList<MetricListRow> m_rows;
    std::function<QString(const QString&)> m_colorOf = [](const QString&) { return QString(); };
};

} // namespace signalbox
