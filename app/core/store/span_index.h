// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

#include <QHash>
#include <QMultiHash>

namespace signalbox {

// Who called whom among a set of spans. Keeps pointers into the list it was made from.
class SpanIndex
{
public:
    explicit SpanIndex(const QList<Span>& spans);

    const Span* find(const QString& spanId) const { return m_byId.value(spanId); }
    const Span* parent(const Span& span) const { return find(span.parentSpanId); }
    // The nearest span above that does work on behalf of somebody: a request or a message being handled.
    const Span* enclosingWork(const Span& span) const;
    bool hasChild(const Span& span, SpanKind kind) const;
    QList<const Span*> descendants(const Span& span) const; // without itself

private:
    QHash<QString, const Span*> m_byId;
    QMultiHash<QString, const Span*> m_children;
};

} // namespace signalbox
