// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trace_waterfall.h"

#include "core/base/format.h"
#include "core/store/span_title.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <vector>

namespace signalbox {

namespace {

struct TraceWaterfallText
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::Waterfall)
};

constexpr qint64 leastSkewNs = 100'000; // less is the grain of clocks and rounding

// Sets how many rows lie below each row, by their depths.
void countRowsBelow(QList<WaterfallRow>& rows)
{
    std::vector<qsizetype> open; // rows whose subtree is not closed yet
    for (qsizetype i = 0; i <= rows.size(); ++i) {
        const int depth = i < rows.size() ? rows.at(i).depth : -1;
        while (!open.empty() && rows.at(open.back()).depth >= depth) {
            rows[open.back()].below = static_cast<int>(i - open.back() - 1);
            open.pop_back();
        }
        open.push_back(i);
    }
}

// Builds the rows of one trace; alive only while it does. Walks with a stack of its own: traces can be thousands deep.
class WaterfallBuilder
{
public:
    WaterfallBuilder(const Trace& trace, const Journey& journey)
        : m_trace(trace)
        , m_children(static_cast<size_t>(trace.spans.size()))
    {
        linkChildren();
        if (journey.traceId == trace.traceId)
            placeWaits(journey);
    }

    QList<WaterfallRow> build()
    {
        markCritical();
        std::vector<std::pair<int, int>> stack;                                // span, depth
        const auto push = [&stack](const std::vector<int>& spans, int depth) { // the first one comes off first
            std::transform(spans.crbegin(), spans.crend(), std::back_inserter(stack), [depth](int span) {
                return std::pair(span, depth);
            });
        };
        push(m_roots, 0);
        while (!stack.empty()) {
            const auto [span, depth] = stack.back();
            stack.pop_back();
            appendWaits(m_waitsBefore.value(span), span, depth);
            m_rows.append(spanRow(span, depth));
            appendWaits(m_waitsAfter.value(span), span, depth + 1);
            push(m_children.at(static_cast<size_t>(span)), depth + 1);
        }
        countRowsBelow(m_rows);
        return std::move(m_rows);
    }

private:
    void linkChildren()
    {
        const int count = static_cast<int>(m_trace.spans.size());
        for (int i = 0; i < count; ++i)
            m_index.insert(m_trace.spans.at(i).spanId, i);
        for (int i = 0; i < count; ++i) {
            const QString& parent = m_trace.spans.at(i).parentSpanId;
            const int at = parent.isEmpty() ? -1 : m_index.value(parent, -1);
            if (at < 0 || at == i)
                m_roots.push_back(i);
            else
                m_children.at(static_cast<size_t>(at)).push_back(i);
        }
        breakLoops();
    }

    // Broken telemetry may name a span its own ancestor; nothing of such a loop is reached from a root, so the loop's
    // first span becomes one.
    void breakLoops()
    {
        std::vector<bool> reached(m_children.size(), false);
        const auto reachFrom = [&](int root) {
            std::vector<int> open{root};
            while (!open.empty()) {
                const auto at = static_cast<size_t>(open.back());
                open.pop_back();
                reached.at(at) = true;
                std::erase_if(m_children.at(at), [&](int child) { return reached.at(static_cast<size_t>(child)); });
                open.insert(open.end(), m_children.at(at).begin(), m_children.at(at).end());
            }
        };
        for (int root : m_roots)
            reachFrom(root);
        for (int i = 0; i < m_trace.spans.size(); ++i) {
            if (reached.at(static_cast<size_t>(i)))
                continue;
            m_roots.push_back(i);
            reachFrom(i);
        }
    }

    void placeWaits(const Journey& journey)
    {
        for (int i = 0; i < m_trace.spans.size(); ++i) {
            const Span& span = m_trace.spans.at(i);
            for (const QString& key :
                 {QStringLiteral("messaging.message.id"), QStringLiteral("messaging.outbox.event_id")}) {
                if (const QString event = span.attribute(key); !event.isEmpty())
                    m_spansOfEvent[event].append(i);
            }
        }
        for (const JourneyStep& step : journey.steps) {
            if (!step.waiting)
                continue;
            const bool over = step.durationNs >= 0;
            const int ended = over ? spanThatEnded(step) : -1;
            if (ended >= 0)
                m_waitsBefore[ended].append(step);
            else if (const int began = spanThatBegan(step); began >= 0)
                m_waitsAfter[began].append(step);
        }
    }

    // The publish that took a message out of the outbox, or the attempt that took it off its queue: of those with
    // this event id the one that began nearest to the end of the wait.
    int spanThatEnded(const JourneyStep& wait) const
    {
        const SpanKind kind = wait.kind == JourneyStep::Kind::Outbox ? SpanKind::Producer : SpanKind::Consumer;
        const qint64 end = wait.startNs + wait.durationNs;
        int nearest = -1;
        for (int i : m_spansOfEvent.value(wait.eventId)) {
            const Span& span = m_trace.spans.at(i);
            if (span.kind != kind)
                continue;
            if (nearest < 0 || std::abs(span.startNs - end) < std::abs(m_trace.spans.at(nearest).startNs - end))
                nearest = i;
        }
        return nearest;
    }

    // The last span that touched the message before it began to wait.
    int spanThatBegan(const JourneyStep& wait) const
    {
        int last = m_index.value(wait.spanId, -1);
        for (int i : m_spansOfEvent.value(wait.eventId)) {
            if (m_trace.spans.at(i).startNs <= wait.startNs)
                last = i;
        }
        return last;
    }

    WaterfallRow spanRow(int index, int depth) const
    {
        const Span& span = m_trace.spans.at(index);
        WaterfallRow row;
        row.key = span.spanId;
        row.spanId = span.spanId;
        row.service = span.service;
        row.text = visibleText(spanTitle(span), 300);
        row.depth = depth;
        row.span = index;
        row.startNs = span.startNs;
        row.durationNs = span.durationNs;
        row.failed = span.status == SpanStatus::Error;
        row.critical = m_critical.at(static_cast<size_t>(index));
        row.entry = span.kind == SpanKind::Server || span.kind == SpanKind::Consumer;
        row.note = clockNote(span);
        return row;
    }

    // Nobody can answer a request before it was made: then the clocks of two machines differ.
    QString clockNote(const Span& span) const
    {
        const int above = span.kind == SpanKind::Server ? m_index.value(span.parentSpanId, -1) : -1;
        if (above < 0 || m_trace.spans.at(above).service == span.service)
            return {};
        const qint64 early = m_trace.spans.at(above).startNs - span.startNs;
        if (early < leastSkewNs)
            return {};
        return TraceWaterfallText::tr("clock at least %1 behind that of %2")
            .arg(formatDuration(early), visibleText(m_trace.spans.at(above).service, 60));
    }

    void appendWaits(const QList<JourneyStep>& waits, int span, int depth)
    {
        for (const JourneyStep& wait : waits) {
            WaterfallRow row;
            row.kind = WaterfallRow::Kind::Wait;
            row.spanId = m_trace.spans.at(span).spanId;
            row.key = QStringLiteral("wait %1 %2 %3")
                          .arg(QString::number(static_cast<int>(wait.kind)), row.spanId, QString::number(wait.startNs));
            row.service = wait.service.isEmpty() ? m_trace.spans.at(span).service : wait.service;
            row.depth = depth;
            row.open = wait.durationNs < 0;
            row.startNs = wait.startNs;
            row.durationNs = row.open ? std::max<qint64>(0, m_endNs - wait.startNs) : wait.durationNs;
            row.text = waitText(wait, row.open);
            row.critical = !row.open && m_critical.at(static_cast<size_t>(span));
            m_rows.append(row);
        }
    }

    static QString waitText(const JourneyStep& wait, bool open)
    {
        const bool outbox = wait.kind == JourneyStep::Kind::Outbox;
        if (open)
            return outbox ? TraceWaterfallText::tr("in outbox, not published yet")
                          : TraceWaterfallText::tr("in queue, not taken yet");
        const QString duration = formatDuration(wait.durationNs);
        return outbox ? TraceWaterfallText::tr("in outbox %1").arg(duration)
                      : TraceWaterfallText::tr("in queue %1").arg(duration);
    }

    // The chain that decided how long the trace took: from the last end backwards, in each subtree the child that
    // ended last before what is already explained.
    void markCritical()
    {
        m_critical.assign(static_cast<size_t>(m_trace.spans.size()), false);
        const std::vector<qint64> ends = subtreeEnds();
        std::vector<std::pair<int, qint64>> stack;
        int last = -1;
        for (int root : m_roots) {
            if (last < 0 || ends.at(static_cast<size_t>(root)) > ends.at(static_cast<size_t>(last)))
                last = root;
        }
        if (last >= 0)
            stack.emplace_back(last, ends.at(static_cast<size_t>(last)));
        while (!stack.empty()) {
            auto [span, until] = stack.back();
            stack.pop_back();
            m_critical.at(static_cast<size_t>(span)) = true;
            auto children = m_children.at(static_cast<size_t>(span));
            std::stable_sort(children.begin(), children.end(), [&ends](int a, int b) {
                return ends.at(static_cast<size_t>(a)) > ends.at(static_cast<size_t>(b));
            });
            for (int child : children) {
                const qint64 end = ends.at(static_cast<size_t>(child));
                if (end > until)
                    continue;
                stack.emplace_back(child, end);
                until = m_trace.spans.at(child).startNs;
            }
        }
    }

    // When the last span below each span ended; also where the whole trace ends.
    std::vector<qint64> subtreeEnds()
    {
        std::vector<int> order;
        for (int root : m_roots)
            order.push_back(root);
        for (size_t i = 0; i < order.size(); ++i) {
            const auto& children = m_children.at(static_cast<size_t>(order.at(i)));
            order.insert(order.end(), children.begin(), children.end());
        }
        std::vector<qint64> ends(static_cast<size_t>(m_trace.spans.size()), 0);
        std::reverse(order.begin(), order.end()); // children before their parents
        for (int span : order) {
            qint64 end = m_trace.spans.at(span).endNs();
            for (int child : m_children.at(static_cast<size_t>(span)))
                end = std::max(end, ends.at(static_cast<size_t>(child)));
            ends.at(static_cast<size_t>(span)) = end;
            m_endNs = std::max(m_endNs, end);
        }
        return ends;
    }

    const Trace& m_trace;
    QHash<QString, int> m_index;
    QHash<QString, QList<int>> m_spansOfEvent;
    std::vector<std::vector<int>> m_children;
    std::vector<int> m_roots;
    std::vector<bool> m_critical;
    QHash<int, QList<JourneyStep>> m_waitsBefore;
    QHash<int, QList<JourneyStep>> m_waitsAfter;
    QList<WaterfallRow> m_rows;
    qint64 m_endNs = 0;
};

} // namespace

QList<WaterfallRow> waterfallRows(const Trace& trace, const Journey& journey)
{
    return WaterfallBuilder(trace, journey).build();
}

QList<WaterfallRow> rowsBetweenServices(const QList<WaterfallRow>& rows)
{
    struct Ancestor
    {
        int depth;
        int shownDepth;
        QString service;
    };
    QList<WaterfallRow> shown;
    std::vector<Ancestor> above;
    for (const WaterfallRow& row : rows) {
        while (!above.empty() && above.back().depth >= row.depth)
            above.pop_back();
        const bool inside = row.kind == WaterfallRow::Kind::Span && !row.entry && !row.failed && !above.empty() &&
                            above.back().service == row.service;
        const int shownDepth = above.empty() ? 0 : above.back().shownDepth + (inside ? 0 : 1);
        above.push_back({row.depth, shownDepth, row.service});
        if (inside)
            continue;
        shown.append(row);
        shown.last().depth = shownDepth;
    }
    countRowsBelow(shown);
    return shown;
}

TraceExtent extentOf(const QList<WaterfallRow>& rows)
{
    if (rows.isEmpty())
        return {};
    qint64 begin = rows.first().startNs;
    qint64 end = begin;
    for (const WaterfallRow& row : rows) {
        begin = std::min(begin, row.startNs);
        end = std::max(end, row.endNs());
    }
    return {begin, std::max<qint64>(1, end - begin)};
}

double TimeScale::share(qint64 timeNs) const
{
    const auto length = static_cast<double>(extent.lengthNs);
    const double offset = std::clamp(static_cast<double>(timeNs - extent.startNs), 0.0, length);
    if (!logarithmic)
        return offset / length;
    const double unit = std::max(length / 2000, 1.0); // below it the scale is nearly linear
    return std::log1p(offset / unit) / std::log1p(length / unit);
}

} // namespace signalbox
