// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"

#include <QMetaType>

namespace signalbox {

// One line of a waterfall: a span, or the time a message lay somewhere before the next span took it up.
struct WaterfallRow
{
    enum class Kind { Span, Wait };

    Kind kind = Kind::Span;
    QString key;    // names the row while the trace grows
    QString spanId; // of a wait: the span that it belongs to
    QString service;
    QString text;
    int depth = 0;
    int below = 0; // rows of its subtree
    int span = -1; // index into Trace::spans; -1 for a wait
    qint64 startNs = 0;
    qint64 durationNs = 0;
    bool open = false; // a wait that is not over
    bool failed = false;
    bool critical = false; // on the chain that made the trace as long as it is
    bool entry = false;    // work that somebody else asked the service for
    QString note;          // what is strange about it: clocks that do not agree

    bool operator==(const WaterfallRow&) const = default;
    qint64 endNs() const { return startNs + durationNs; }
};

// The rows of a trace in tree order, siblings by start time; the journey's waits stand before the span that ended
// them, on its level. Spans whose parent is not there are roots. A journey of another trace adds nothing.
QList<WaterfallRow> waterfallRows(const Trace& trace, const Journey& journey);

// How the services took turns: of the work inside a service only where it begins, what failed, and the waits.
QList<WaterfallRow> rowsBetweenServices(const QList<WaterfallRow>& rows);

// Where a trace begins and ends, waits included.
struct TraceExtent
{
    qint64 startNs = 0;
    qint64 lengthNs = 1;

    bool operator==(const TraceExtent&) const = default;
};
TraceExtent extentOf(const QList<WaterfallRow>& rows);

// Places a moment on the width of a waterfall. Logarithmic shows a millisecond of work beside a second of waiting.
struct TimeScale
{
    TraceExtent extent;
    bool logarithmic = false;

    double share(qint64 timeNs) const; // 0 … 1
};

} // namespace signalbox

Q_DECLARE_METATYPE(signalbox::WaterfallRow)
