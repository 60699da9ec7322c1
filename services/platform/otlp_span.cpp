// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/otlp_span.h"

#include "platform/uuid.h"

namespace platform {
namespace {

// Numbers of the fields; those of a span unless the name says otherwise.
namespace otlp {
constexpr unsigned traceId = 1;
constexpr unsigned spanId = 2;
constexpr unsigned parentSpanId = 4;
constexpr unsigned name = 5;
constexpr unsigned kind = 6;
constexpr unsigned start = 7;
constexpr unsigned end = 8;
constexpr unsigned attributes = 9;
constexpr unsigned events = 11;
constexpr unsigned links = 13;
constexpr unsigned status = 15;
constexpr unsigned keyOfAttribute = 1;
constexpr unsigned valueOfAttribute = 2;
constexpr unsigned textOfValue = 1;
constexpr unsigned integerOfValue = 3;
constexpr unsigned timeOfEvent = 1;
constexpr unsigned nameOfEvent = 2;
constexpr unsigned messageOfStatus = 2;
constexpr unsigned codeOfStatus = 3;
constexpr unsigned spansOfScope = 2;
constexpr std::uint64_t errorCode = 2;
} // namespace otlp

std::string idBytes(std::string_view hex)
{
    const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
    std::string bytes(hex.size() / 2, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(digit(hex[2 * i]) << 4U | digit(hex[2 * i + 1]));
    return bytes;
}

std::uint64_t kindNumber(SpanKind kind)
{
    switch (kind) {
    case SpanKind::Internal: return 1;
    case SpanKind::Server: return 2;
    case SpanKind::Client: return 3;
    case SpanKind::Producer: return 4;
    case SpanKind::Consumer: return 5;
    }
    return 0;
}

void addAttribute(ProtoMessage& message, std::string_view key, std::string_view text, unsigned field = otlp::attributes)
{
    const auto attribute = message.open(field);
    message.text(otlp::keyOfAttribute, key);
    const auto value = message.open(otlp::valueOfAttribute);
    message.text(otlp::textOfValue, text).close(value);
    message.close(attribute);
}

} // namespace

OtlpSpan::OtlpSpan(std::string_view name, SpanKind kind, const TraceContext& own, const TraceContext& parent)
{
    constexpr std::size_t usual = 512;
    m_span.reserve(usual);
    m_span.bytes(otlp::traceId, idBytes(own.traceId)).bytes(otlp::spanId, idBytes(own.spanId));
    if (parent.valid())
        m_span.bytes(otlp::parentSpanId, idBytes(parent.spanId));
    m_span.text(otlp::name, name).number(otlp::kind, kindNumber(kind));
}

void OtlpSpan::set(std::string_view key, std::string_view value)
{
    addAttribute(m_span, key, value);
}

void OtlpSpan::set(std::string_view key, std::int64_t value)
{
    const auto attribute = m_span.open(otlp::attributes);
    m_span.text(otlp::keyOfAttribute, key);
    const auto number = m_span.open(otlp::valueOfAttribute);
    m_span.number(otlp::integerOfValue, static_cast<std::uint64_t>(value)).close(number);
    m_span.close(attribute);
}

void OtlpSpan::event(std::string_view name, std::int64_t unixNs)
{
    const auto event = m_span.open(otlp::events);
    m_span.fixed64(otlp::timeOfEvent, static_cast<std::uint64_t>(unixNs)).text(otlp::nameOfEvent, name).close(event);
}

void OtlpSpan::link(const TraceContext& other)
{
    const auto link = m_span.open(otlp::links);
    m_span.bytes(otlp::traceId, idBytes(other.traceId)).bytes(otlp::spanId, idBytes(other.spanId)).close(link);
}

void OtlpSpan::fail(std::string_view why)
{
    ProtoMessage status;
    m_status = status.text(otlp::messageOfStatus, why).number(otlp::codeOfStatus, otlp::errorCode).take();
}

std::string OtlpSpan::finish(std::int64_t startUnixNs, std::int64_t endUnixNs)
{
    m_span.fixed64(otlp::start, static_cast<std::uint64_t>(startUnixNs))
        .fixed64(otlp::end, static_cast<std::uint64_t>(endUnixNs));
    if (!m_status.empty())
        m_span.bytes(otlp::status, m_status);
    return m_span.take();
}

void addToBatch(ProtoMessage& spans, std::string_view span)
{
    spans.bytes(otlp::spansOfScope, span);
}

std::string otlpResource(const TracingConfig& config)
{
    constexpr unsigned attributesOfResource = 1;
    ProtoMessage resource;
    addAttribute(resource, "service.name", config.service, attributesOfResource);
    addAttribute(resource, "service.version", config.version, attributesOfResource);
    addAttribute(resource, "service.instance.id", uuidV7(), attributesOfResource);
    addAttribute(resource, "deployment.environment.name", config.environment, attributesOfResource);
    return resource.take();
}

std::string otlpRequest(std::string_view resource, std::string_view version, const ProtoMessage& spans)
{
    ProtoMessage scope;
    scope.text(1, "signalbox.platform").text(2, version);
    ProtoMessage scopeSpans;
    scopeSpans.bytes(1, scope.encoded());
    ProtoMessage resourceSpans;
    resourceSpans.bytes(1, resource).bytes(2, scopeSpans.encoded() + spans.encoded());
    ProtoMessage request;
    request.bytes(1, resourceSpans.encoded());
    return request.take();
}

} // namespace platform
