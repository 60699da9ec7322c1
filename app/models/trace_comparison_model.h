// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/item_roles.h"
#include "models/trace_comparison.h"

#include <QAbstractListModel>

#include <functional>

namespace signalbox {

// Two traces laid over each other, a row for each work that either of them did. Empty while nothing is compared.
class TraceComparisonModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { RowRole = FirstOwnRole, SpanIdRole };

    using QAbstractListModel::QAbstractListModel;

    void setTraces(const QList<WaterfallRow>& left, const QList<WaterfallRow>& right);
    void clear();
    void setColorOf(std::function<QString(const QString&)> colorOf) { m_colorOf = std::move(colorOf); }
    QString colorOf(const QString& service) const { return m_colorOf(service); }
    qint64 lengthNs() const { return m_lengthNs; } // of the longer one
    // "40 ms, then 261 ms (+221 ms) · 2 steps only in the first · most in INSERT orders (+12 ms)"
    QString summary() const { return m_summary; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    QString summaryOf(qint64 leftNs, qint64 rightNs) const;
    const ComparisonRow* mostDifferent() const;

    QList<ComparisonRow> m_rows;
    qint64 m_lengthNs = 1;
    QString m_summary;
    std::function<QString(const QString&)> m_colorOf = [](const QString&) { return QString(); };
};

// "+12 ms", "−3 ms", "the same".
QString differenceText(qint64 differenceNs);

} // namespace signalbox
