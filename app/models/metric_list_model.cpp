// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metric_list_model.h"

#include "core/base/format.h"
#include "models/item_roles.h"
#include "models/row_difference.h"

namespace signalbox {

struct MetricListModel::Announce
{
    MetricListModel& model;

    void beginRemove(int first, int last) { model.beginRemoveRows({}, first, last); }
    void endRemove() { model.endRemoveRows(); }
    void beginInsert(int first, int last) { model.beginInsertRows({}, first, last); }
    void endInsert() { model.endInsertRows(); }
    void changed(int row) { emit model.dataChanged(model.index(row, 0), model.index(row, model.columnCount() - 1)); }
};

void MetricListModel::setRows(const QStringList& heads, const QList<MetricListRow>& rows)
{
    if (heads != m_heads) {
        beginResetModel();
        m_heads = heads;
        m_rows = rows;
        endResetModel();
        return;
    }
    RowDifference(
        m_rows, [](const MetricListRow& row) { return row.id; }, Announce{*this})
        .apply(rows);
}

int MetricListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MetricListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstValueColumn + static_cast<int>(m_heads.size());
}

QVariant MetricListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const MetricListRow& row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        if (column == ServiceColumn)
            return visibleText(row.service);
        if (column == NameColumn)
            return row.name.isEmpty() ? tr("all requests") : visibleText(row.name);
        return row.values.value(column - FirstValueColumn);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (column >= FirstValueColumn ? Qt::AlignRight : Qt::AlignLeft));
    case IdRole: return row.id;
    case ServiceRole: return column == ServiceColumn ? row.service : QString();
    case ServiceColorRole: return m_colorOf(row.service);
    case DataRole: return column > NameColumn || (column == NameColumn && !row.name.isEmpty());
    case DimRole: return column == NameColumn && row.name.isEmpty();
    case ToneRole:
        return column == FirstValueColumn + 1 && row.tone != StatusTone::None ? QVariant::fromValue(row.tone)
                                                                              : QVariant();
    default: return {};
    }
}

QVariant MetricListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (section >= FirstValueColumn ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    if (section == ServiceColumn)
        return tr("Service");
    return section == NameColumn ? tr("What") : m_heads.value(section - FirstValueColumn);
}

} // namespace signalbox
