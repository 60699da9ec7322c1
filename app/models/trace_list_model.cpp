// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trace_list_model.h"

#include "core/base/format.h"
#include "models/inspection.h"
#include "models/row_difference.h"

#include <algorithm>
#include <array>

namespace signalbox {

struct TraceListModel::Announce
{
    TraceListModel& model;

    void beginRemove(int first, int last) { model.beginRemoveRows({}, first, last); }
    void endRemove() { model.endRemoveRows(); }
    void beginInsert(int first, int last) { model.beginInsertRows({}, first, last); }
    void endInsert() { model.endInsertRows(); }
    void changed(int row) { emit model.dataChanged(model.index(row, 0), model.index(row, ColumnCount - 1)); }
};

void TraceListModel::setTraces(const QList<TraceSummary>& traces)
{
    qint64 longest = 1;
    for (const TraceSummary& trace : traces)
        longest = std::max(longest, trace.durationNs);
    const bool rescaled = longest != m_longestNs;
    m_longestNs = longest;
    RowDifference(
        m_rows, [](const TraceSummary& row) { return row.traceId; }, Announce{*this})
        .apply(traces);
    if (rescaled && !m_rows.isEmpty())
        emit dataChanged(index(0, DurationColumn), index(rowCount() - 1, DurationColumn), {ShareRole});
}

QString TraceListModel::traceAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row).traceId : QString();
}

int TraceListModel::rowOf(const QString& traceId) const
{
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).traceId == traceId)
            return static_cast<int>(row);
    }
    return -1;
}

int TraceListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TraceListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TraceListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TraceSummary& trace = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(trace, index.column());
    case Qt::ToolTipRole: return toolTip(trace, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (index.column() == DurationColumn ? Qt::AlignRight : Qt::AlignLeft)));
    case IdRole: return trace.traceId;
    case ServiceRole: return index.column() == NameColumn ? trace.rootService : QString();
    case ToneRole:
        return QVariant::fromValue(index.column() == ErrorsColumn && trace.errorCount > 0 ? StatusTone::Fail
                                                                                          : StatusTone::None);
    case DataRole: return index.column() == TimeColumn || index.column() == DurationColumn;
    case DimRole: return index.column() == TimeColumn || index.column() == SpansColumn;
    case ServiceColorRole: return m_colorOf(trace.rootService);
    case ErrorsRole: return trace.errorCount;
    case ShareRole: return static_cast<double>(trace.durationNs) / static_cast<double>(m_longestNs);
    default: return {};
    }
}

QString TraceListModel::text(const TraceSummary& trace, int column) const
{
    switch (column) {
    case TimeColumn: return formatClock(trace.startNs);
    case NameColumn: return visibleText(trace.rootName, 200);
    case SpansColumn:
        return tr("%n span(s)", nullptr, trace.spanCount) + QStringLiteral(" · ") +
               tr("%n service(s)", nullptr, static_cast<int>(trace.services.size()));
    case ErrorsColumn: return trace.errorCount == 0 ? QString() : tr("%n error(s)", nullptr, trace.errorCount);
    case DurationColumn: return formatDuration(trace.durationNs);
    default: return {};
    }
}

QString TraceListModel::toolTip(const TraceSummary& trace, int column) const
{
    switch (column) {
    case TimeColumn: return formatIsoUtc(trace.startNs);
    case NameColumn: return trace.rootService + QStringLiteral(" · ") + visibleText(trace.rootName, 400);
    case SpansColumn: return trace.services.join(QStringLiteral(", "));
    case DurationColumn: return tr("%1 ns").arg(formatCount(trace.durationNs));
    default: return {};
    }
}

QVariant TraceListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    const std::array<QString, ColumnCount> titles{tr("Time"), tr("Request"), tr("Spans"), tr("Errors"), tr("Duration")};
    return section >= 0 && section < ColumnCount ? titles.at(static_cast<size_t>(section)) : QVariant();
}

} // namespace signalbox
