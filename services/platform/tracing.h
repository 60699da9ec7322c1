// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace platform {

struct LogContext;

// W3C Trace Context of a span: what goes into `traceparent` of a request, an outbox row, a message.
struct TraceContext
{
    std::string traceId; // 32 lower-case hex digits, empty = none
    std::string spanId;  // 16

    bool valid() const { return !traceId.empty(); }
    std::string traceparent() const; // "00-…-…-01", empty when invalid
    // Invalid headers are ignored whole (Trace Context 3.2): answers an invalid context.
    static TraceContext parse(std::string_view traceparent);
};

std::int64_t unixNanoseconds(); // now

enum class SpanKind { Internal, Server, Client, Producer, Consumer };

// A span of OpenTelemetry; ends when destroyed. Movable, used from one thread or one coroutine at a time.
// The parent is always given: coroutines share threads, so there is no implicit current span — but log lines written
// inside a LogScope carry its ids.
class Span
{
public:
    Span(); // records nothing
    Span(std::string_view name, SpanKind kind, const TraceContext& parent);
    // For work whose times are already known, such as a row's stay in the outbox: Unix nanoseconds.
    Span(std::string_view name, SpanKind kind, const TraceContext& parent, std::int64_t startUnixNs);
    Span(Span&&) noexcept;
    Span& operator=(Span&&) noexcept;
    ~Span();

    void set(std::string_view key, std::string_view value);
    void set(std::string_view key, std::int64_t value);
    void link(const TraceContext& other);
    void event(std::string_view name);
    void fail(std::string_view why); // status Error
    void end();
    void endAt(std::int64_t unixNs);
    TraceContext context() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

// While it lives, log lines of this thread carry these ids. Do not hold it across a co_await.
class LogScope
{
public:
    explicit LogScope(const TraceContext& context, std::string_view requestId = {});
    ~LogScope();
    LogScope(const LogScope&) = delete;
    LogScope& operator=(const LogScope&) = delete;

private:
    std::unique_ptr<LogContext> m_before; // scopes nest
};

// Exports by OTLP/HTTP protobuf to OTEL_EXPORTER_OTLP_ENDPOINT (+ "/v1/traces") with OTEL_EXPORTER_OTLP_HEADERS
// ("k=v,k2=v2"); without endpoint nothing is recorded. Batches leave after 100 ms; a full queue drops and counts, and
// never makes a request wait.
struct TracingConfig
{
    std::string service;
    std::string version;
    std::string endpoint;
    std::string headers;
    std::string environment; // deployment.environment.name
};
void initTracing(const TracingConfig& config);
void shutdownTracing(); // flushes, at most 2 s
std::uint64_t droppedSpans();

} // namespace platform
