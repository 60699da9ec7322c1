// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/proto_message.h"
#include "platform/tracing.h"

namespace platform {

// One span as OTLP sends it (opentelemetry/proto/trace/v1/trace.proto), encoded while it goes on: a write has two, and
// the objects of an SDK, with a piece of the heap for each attribute, cost more than the rest of the request.
class OtlpSpan
{
public:
    OtlpSpan(std::string_view name, SpanKind kind, const TraceContext& own, const TraceContext& parent);

    void set(std::string_view key, std::string_view value);
    void set(std::string_view key, std::int64_t value);
    void event(std::string_view name, std::int64_t unixNs);
    void link(const TraceContext& other);
    void fail(std::string_view why); // the last one counts
    std::string finish(std::int64_t startUnixNs, std::int64_t endUnixNs);

private:
    ProtoMessage m_span;
    std::string m_status;
};

// An ExportTraceServiceRequest is made of one process's resource and a batch of its spans.
void addToBatch(ProtoMessage& spans, std::string_view span);
std::string otlpResource(const TracingConfig& config);
std::string otlpRequest(std::string_view resource, std::string_view version, const ProtoMessage& spans);

} // namespace platform
