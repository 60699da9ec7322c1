// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trace_comparison_model.h"

#include "core/base/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>

namespace signalbox {
namespace {

QString sideText(const std::optional<ComparedSpan>& span)
{
    return span ? formatDuration(span->durationNs) : QStringLiteral("–");
}

} // namespace

void TraceComparisonModel::setTraces(const QList<WaterfallRow>& left, const QList<WaterfallRow>& right)
{
    QList<ComparisonRow> rows = compareTraces(left, right);
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    const qint64 leftNs = extentOf(left).lengthNs;
    const qint64 rightNs = extentOf(right).lengthNs;
    m_lengthNs = std::max(leftNs, rightNs);
    m_summary = summaryOf(leftNs, rightNs);
    endResetModel();
}

void TraceComparisonModel::clear()
{
    setTraces({}, {});
}

// The work itself, not what it was done for: a row that has rows below it owes its difference to them.
const ComparisonRow* TraceComparisonModel::mostDifferent() const
{
    const ComparisonRow* most = nullptr;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const ComparisonRow& row = m_rows.at(i);
        const bool leaf = i + 1 == m_rows.size() || m_rows.at(i + 1).depth <= row.depth;
        if (leaf && (!most || std::abs(row.differenceNs()) > std::abs(most->differenceNs())))
            most = &row;
    }
    return most;
}

QString TraceComparisonModel::summaryOf(qint64 leftNs, qint64 rightNs) const
{
    if (m_rows.isEmpty())
        return {};
    const auto alone = [this](auto side) {
        return static_cast<int>(
            std::count_if(m_rows.begin(), m_rows.end(), [side](const ComparisonRow& row) { return !(row.*side); }));
    };
    QStringList parts{
        tr("%1, then %2 (%3)").arg(formatDuration(leftNs), formatDuration(rightNs), differenceText(rightNs - leftNs))};
    if (const int onlyLeft = alone(&ComparisonRow::right); onlyLeft > 0)
        parts.append(tr("%n step(s) only in the first", nullptr, onlyLeft));
    if (const int onlyRight = alone(&ComparisonRow::left); onlyRight > 0)
        parts.append(tr("%n step(s) only in the second", nullptr, onlyRight));
    if (const ComparisonRow* most = mostDifferent(); most && most->differenceNs() != 0)
        parts.append(tr("most in %1 (%2)").arg(most->text, differenceText(most->differenceNs())));
    return parts.join(QStringLiteral(" · "));
}

int TraceComparisonModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TraceComparisonModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ComparisonRow& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return row.text;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1: %2, first %3, second %4, %5")
            .arg(row.service, row.text, sideText(row.left), sideText(row.right), differenceText(row.differenceNs()));
    case RowRole: return QVariant::fromValue(row);
    case ServiceRole: return row.service;
    case ServiceColorRole: return m_colorOf(row.service);
    case SpanIdRole: return row.right ? row.right->spanId : QString();
    default: return {};
    }
}

QString differenceText(qint64 differenceNs)
{
    if (differenceNs == 0)
        return TraceComparisonModel::tr("the same");
    return (differenceNs > 0 ? QStringLiteral("+") : QStringLiteral("−")) + formatDuration(std::abs(differenceNs));
}

} // namespace signalbox
