// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trace_comparison.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <vector>

namespace signalbox {
namespace {

struct TraceComparisonText
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::TraceComparison)
};

constexpr qsizetype none = -1;

// Places of the same work in the two lists of rows; `none` where a trace did not do it.
struct Pair
{
    qsizetype left = none;
    qsizetype right = none;
    int depth = 0;
};

// Joins the rows level by level. Walks with a stack of its own: traces can be thousands deep.
class Joiner
{
public:
    Joiner(const QList<WaterfallRow>& left, const QList<WaterfallRow>& right)
        : m_left(left)
        , m_right(right)
        , m_leftBegin(extentOf(left).startNs)
        , m_rightBegin(extentOf(right).startNs)
    {
    }

    QList<ComparisonRow> join()
    {
        QList<ComparisonRow> rows;
        std::vector<Pair> open;
        push(open, pairsOf(siblings(m_left, 0, m_left.size()), siblings(m_right, 0, m_right.size()), 0));
        while (!open.empty()) {
            const Pair pair = open.back();
            open.pop_back();
            rows.append(rowOf(pair));
            push(open, pairsOf(below(m_left, pair.left), below(m_right, pair.right), pair.depth + 1));
        }
        return rows;
    }

private:
    static QList<qsizetype> siblings(const QList<WaterfallRow>& rows, qsizetype from, qsizetype to)
    {
        QList<qsizetype> places;
        for (qsizetype at = from; at < to; at += rows.at(at).below + 1)
            places.append(at);
        return places;
    }

    static QList<qsizetype> below(const QList<WaterfallRow>& rows, qsizetype row)
    {
        return row == none ? QList<qsizetype>() : siblings(rows, row + 1, row + 1 + rows.at(row).below);
    }

    static void push(std::vector<Pair>& open, const std::vector<Pair>& pairs)
    {
        open.insert(open.end(), pairs.crbegin(), pairs.crend()); // the first one comes off first
    }

    // A wait's text says how long it was; what it is the same as does not depend on that.
    static QString nameOf(const WaterfallRow& row)
    {
        return row.service + QLatin1Char('\n') + (row.kind == WaterfallRow::Kind::Wait ? QString() : row.text);
    }

    static QString serviceOf(const WaterfallRow& row)
    {
        return row.service + (row.kind == WaterfallRow::Kind::Wait ? QStringLiteral("\n") : QString());
    }

    std::vector<Pair> pairsOf(QList<qsizetype> left, QList<qsizetype> right, int depth) const
    {
        std::vector<Pair> pairs;
        for (const auto key : {&Joiner::nameOf, &Joiner::serviceOf})
            takeEqual(left, right, key, pairs);
        for (const qsizetype row : std::as_const(left))
            pairs.push_back({.left = row});
        for (const qsizetype row : std::as_const(right))
            pairs.push_back({.right = row});
        std::stable_sort(
            pairs.begin(), pairs.end(), [this](const Pair& a, const Pair& b) { return begin(a) < begin(b); });
        for (Pair& pair : pairs)
            pair.depth = depth;
        return pairs;
    }

    void takeEqual(QList<qsizetype>& left,
                   QList<qsizetype>& right,
                   QString (*key)(const WaterfallRow&),
                   std::vector<Pair>& pairs) const
    {
        QHash<QString, QList<qsizetype>> waiting;
        for (const qsizetype row : std::as_const(right))
            waiting[key(m_right.at(row))].append(row);
        QList<qsizetype> alone;
        for (const qsizetype row : std::as_const(left)) {
            QList<qsizetype>& same = waiting[key(m_left.at(row))];
            if (same.isEmpty())
                alone.append(row);
            else
                pairs.push_back({.left = row, .right = same.takeFirst()});
        }
        left = std::move(alone);
        right.clear();
        for (const QList<qsizetype>& rest : std::as_const(waiting))
            right += rest;
        std::sort(right.begin(), right.end());
    }

    qint64 begin(const Pair& pair) const
    {
        return pair.left == none ? m_right.at(pair.right).startNs - m_rightBegin
                                 : m_left.at(pair.left).startNs - m_leftBegin;
    }

    ComparisonRow rowOf(const Pair& pair) const
    {
        const WaterfallRow& named = pair.right == none ? m_left.at(pair.left) : m_right.at(pair.right);
        ComparisonRow row{.kind = named.kind, .service = named.service, .text = named.text, .depth = pair.depth};
        if (row.kind == WaterfallRow::Kind::Wait)
            row.text = TraceComparisonText::tr("waiting");
        if (pair.left != none)
            row.left = compared(m_left.at(pair.left), m_leftBegin);
        if (pair.right != none)
            row.right = compared(m_right.at(pair.right), m_rightBegin);
        return row;
    }

    static ComparedSpan compared(const WaterfallRow& row, qint64 beginNs)
    {
        return {row.spanId, row.startNs - beginNs, row.durationNs, row.failed};
    }

    const QList<WaterfallRow>& m_left;
    const QList<WaterfallRow>& m_right;
    qint64 m_leftBegin;
    qint64 m_rightBegin;
};

} // namespace

qint64 ComparisonRow::differenceNs() const
{
    return (right ? right->durationNs : 0) - (left ? left->durationNs : 0);
}

QList<ComparisonRow> compareTraces(const QList<WaterfallRow>& left, const QList<WaterfallRow>& right)
{
    return Joiner(left, right).join();
}

} // namespace signalbox
