// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/span_index.h"

#include <QSet>

namespace signalbox {

SpanIndex::SpanIndex(const QList<Span>& spans)
{
    for (const Span& span : spans) {
        m_byId.insert(span.spanId, &span);
        if (!span.parentSpanId.isEmpty())
            m_children.insert(span.parentSpanId, &span);
    }
}

const Span* SpanIndex::enclosingWork(const Span& span) const
{
    QSet<QString> seen{span.spanId}; // parents come from outside and may go round in a circle
    for (const Span* up = parent(span); up && !seen.contains(up->spanId); up = parent(*up)) {
        if (up->kind == SpanKind::Server || up->kind == SpanKind::Consumer)
            return up;
        seen.insert(up->spanId);
    }
    return nullptr;
}

bool SpanIndex::hasChild(const Span& span, SpanKind kind) const
{
    const auto children = m_children.values(span.spanId);
    return std::any_of(children.begin(), children.end(), [kind](const Span* child) { return child->kind == kind; });
}

QList<const Span*> SpanIndex::descendants(const Span& span) const
{
    QList<const Span*> found;
    QSet<QString> seen{span.spanId};
    QStringList open{span.spanId};
    while (!open.isEmpty()) {
        const auto children = m_children.values(open.takeLast());
        for (const Span* child : children) {
            if (seen.contains(child->spanId))
                continue;
            seen.insert(child->spanId);
            open.append(child->spanId);
            found.append(child);
        }
    }
    return found;
}

} // namespace signalbox
