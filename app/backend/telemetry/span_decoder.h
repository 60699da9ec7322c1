// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/otlp_wire.h"
#include "backend/telemetry/span_batch.h"

namespace signalbox {

// Packs the spans of an ExportTraceServiceRequest straight from its bytes. What is too much of a span (attributes,
// events, links, long values) is cut; a span without valid ids or times is left out and counted.
class SpanDecoder
{
public:
    explicit SpanDecoder(SpanBatch& batch);

    bool request(std::string_view message); // false: it is no such message
    qint64 rejected() const { return m_rejected; }

private:
    using Parts = std::vector<std::string_view>;

    bool resourceSpans(std::string_view message);
    bool scopeSpans(std::string_view message, quint32 service);
    bool span(std::string_view message, quint32 service);
    bool spanField(const WireReader& wire);
    bool statusField(std::string_view message);
    bool putAttributes(const Parts& attributes);
    bool putValue(std::string_view message);
    bool putOtherValue(std::string_view message);
    bool putEvents();
    bool putEvent(std::string_view message);
    bool putLinks();
    void putText(std::string_view text, size_t maxBytes);

    SpanBatch& m_batch;
    qint64 m_rejected = 0;
    // Of the span that is being read. Members, so that they keep their memory from span to span.
    PackedSpan m_span;
    quint64 m_startNs = 0;
    quint64 m_endNs = 0;
    std::string_view m_name;
    std::string_view m_message;
    Parts m_attributes;
    Parts m_events;
    Parts m_eventAttributes;
    Parts m_links;
    std::string m_scratch;
};

} // namespace signalbox
