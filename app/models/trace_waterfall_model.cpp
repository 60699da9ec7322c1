// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trace_waterfall_model.h"

#include "core/base/format.h"
#include "models/row_difference.h"

namespace signalbox {

struct TraceWaterfallModel::Announce
{
    TraceWaterfallModel& model;

    void beginRemove(int first, int last) { model.beginRemoveRows({}, first, last); }
    void endRemove() { model.endRemoveRows(); }
    void beginInsert(int first, int last) { model.beginInsertRows({}, first, last); }
    void endInsert() { model.endInsertRows(); }
    void changed(int row) { emit model.dataChanged(model.index(row), model.index(row)); }
};

void TraceWaterfallModel::setTrace(const QString& traceId, QList<WaterfallRow> rows)
{
    const TraceExtent extent = extentOf(rows);
    m_all = std::move(rows);
    if (traceId != m_traceId) {
        beginResetModel();
        m_traceId = traceId;
        m_collapsed.clear();
        m_rows = m_all;
        m_extent = extent;
        endResetModel();
    } else {
        m_extent = extent;
        RowDifference(
            m_rows, [](const WaterfallRow& row) { return row.key; }, Announce{*this})
            .apply(shown());
    }
    emit extentChanged();
}

void TraceWaterfallModel::toggleCollapsed(int row)
{
    if (row >= 0 && row < m_rows.size())
        setCollapsed(row, !m_collapsed.contains(m_rows.at(row).key));
}

void TraceWaterfallModel::setCollapsed(int row, bool collapsed)
{
    if (row < 0 || row >= m_rows.size() || m_rows.at(row).below == 0)
        return;
    if (collapsed)
        m_collapsed.insert(m_rows.at(row).key);
    else
        m_collapsed.remove(m_rows.at(row).key);
    RowDifference(
        m_rows, [](const WaterfallRow& each) { return each.key; }, Announce{*this})
        .apply(shown());
    emit dataChanged(index(row), index(row), {CollapsedRole});
}

QList<WaterfallRow> TraceWaterfallModel::shown() const
{
    if (m_collapsed.isEmpty())
        return m_all;
    QList<WaterfallRow> rows;
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        rows.append(m_all.at(i));
        if (m_collapsed.contains(m_all.at(i).key))
            i += m_all.at(i).below;
    }
    return rows;
}

int TraceWaterfallModel::rowOfSpan(const QString& spanId) const
{
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).spanId == spanId && m_rows.at(row).kind == WaterfallRow::Kind::Span)
            return static_cast<int>(row);
    }
    return -1;
}

void TraceWaterfallModel::reveal(const QString& spanId)
{
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        if (m_all.at(i).spanId != spanId)
            continue;
        for (qsizetype above = 0; above < i; ++above) {
            if (above + m_all.at(above).below >= i)
                m_collapsed.remove(m_all.at(above).key);
        }
    }
    RowDifference(
        m_rows, [](const WaterfallRow& row) { return row.key; }, Announce{*this})
        .apply(shown());
}

int TraceWaterfallModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TraceWaterfallModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const WaterfallRow& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return row.text;
    case Qt::ToolTipRole: return toolTip(row);
    case Qt::AccessibleTextRole: return accessibleText(row);
    case RowRole: return QVariant::fromValue(row);
    case ServiceRole: return row.service;
    case ServiceColorRole: return m_colorOf(row.service);
    case SpanIdRole: return row.spanId;
    case CollapsedRole: return m_collapsed.contains(row.key);
    default: return {};
    }
}

QString TraceWaterfallModel::toolTip(const WaterfallRow& row) const
{
    QStringList parts{row.service,
                      row.text,
                      QLatin1Char('+') + formatDuration(row.startNs - m_extent.startNs),
                      row.open ? tr("not over") : formatDuration(row.durationNs)};
    if (!row.note.isEmpty())
        parts.append(row.note);
    return parts.join(QStringLiteral(" · "));
}

QString TraceWaterfallModel::accessibleText(const WaterfallRow& row) const
{
    const QString offset = formatDuration(row.startNs - m_extent.startNs);
    const QString text = tr("%1: %2, after %3, %4").arg(row.service, row.text, offset, formatDuration(row.durationNs));
    return row.failed ? tr("%1, failed").arg(text) : text;
}

} // namespace signalbox
