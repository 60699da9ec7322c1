// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/span_decoder.h"

#include "backend/telemetry/otlp_values.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace signalbox {
namespace {

using Type = WireReader::Type;

constexpr size_t mostParts = 256; // attributes, events, links of one span
constexpr size_t longestName = 1024;
constexpr size_t longestValue = 16 * 1024;
constexpr auto latestNs = static_cast<quint64>(std::numeric_limits<qint64>::max());

// Numbers of the fields in opentelemetry/proto/trace/v1/trace.proto and common/v1/common.proto.
namespace field {
constexpr quint32 resourceSpans = 1; // of ExportTraceServiceRequest
constexpr quint32 resource = 1;      // of ResourceSpans
constexpr quint32 scopeSpans = 2;
constexpr quint32 resourceAttributes = 1; // of Resource
constexpr quint32 spans = 2;              // of ScopeSpans
constexpr quint32 key = 1;                // of KeyValue
constexpr quint32 value = 2;
enum Value : quint32 { String = 1, Bool = 2, Int = 3, Double = 4 }; // of AnyValue
enum Span : quint32 {
    TraceId = 1,
    SpanId = 2,
    ParentId = 4,
    Name = 5,
    Kind = 6,
    Start = 7,
    End = 8,
    Attributes = 9,
    Events = 11,
    Links = 13,
    Status = 15
};
constexpr quint32 eventTime = 1;
constexpr quint32 eventName = 2;
constexpr quint32 eventAttributes = 3;
constexpr quint32 linkTrace = 1;
constexpr quint32 linkSpan = 2;
constexpr quint32 statusMessage = 2;
constexpr quint32 statusCode = 3;
} // namespace field

// False when the length is wrong or all of it is zero (W3C Trace Context 3.2.2.3); then the id is zeros.
template<size_t Size>
bool readId(std::string_view bytes, std::array<quint8, Size>& id)
{
    id = {};
    if (bytes.size() != Size || bytes.find_first_not_of('\0') == std::string_view::npos)
        return false;
    std::memcpy(id.data(), bytes.data(), Size);
    return true;
}

void keepPart(std::vector<std::string_view>& parts, std::string_view part)
{
    if (parts.size() < mostParts)
        parts.push_back(part);
}

// The value of the string attribute with this key, or nothing.
std::string_view stringAttribute(std::string_view resource, std::string_view key)
{
    for (WireReader attribute(resource); attribute.next();) {
        if (!attribute.isBytes(field::resourceAttributes))
            continue;
        std::string_view name;
        std::string_view value;
        for (WireReader pair(attribute.bytes()); pair.next();) {
            if (pair.isBytes(field::key))
                name = pair.bytes();
            else if (pair.isBytes(field::value))
                value = pair.bytes();
        }
        if (name != key)
            continue;
        for (WireReader text(value); text.next();) {
            if (text.isBytes(field::String))
                return text.bytes();
        }
    }
    return {};
}

} // namespace

SpanDecoder::SpanDecoder(SpanBatch& batch)
    : m_batch(batch)
{
}

bool SpanDecoder::request(std::string_view message)
{
    WireReader wire(message);
    while (wire.next()) {
        if (wire.isBytes(field::resourceSpans) && !resourceSpans(wire.bytes()))
            return false;
    }
    return wire.ok();
}

bool SpanDecoder::resourceSpans(std::string_view message)
{
    std::string_view service;
    WireReader resource(message);
    while (resource.next()) {
        if (resource.isBytes(field::resource))
            service = stringAttribute(resource.bytes(), "service.name");
    }
    if (!resource.ok())
        return false;
    // The name that the specification gives it when it has none.
    const quint32 number = m_batch.service(service.empty() ? "unknown_service" : service.substr(0, longestName));
    for (WireReader wire(message); wire.next();) {
        if (wire.isBytes(field::scopeSpans) && !scopeSpans(wire.bytes(), number))
            return false;
    }
    return true;
}

bool SpanDecoder::scopeSpans(std::string_view message, quint32 service)
{
    WireReader wire(message);
    while (wire.next()) {
        if (wire.isBytes(field::spans) && !span(wire.bytes(), service))
            return false;
    }
    return wire.ok();
}

bool SpanDecoder::span(std::string_view message, quint32 service)
{
    m_span = {};
    m_startNs = m_endNs = 0;
    m_name = m_message = {};
    m_attributes.clear();
    m_events.clear();
    m_links.clear();
    bool hasTrace = false;
    bool hasSpan = false;
    WireReader wire(message);
    while (wire.next()) {
        if (wire.isBytes(field::TraceId))
            hasTrace = readId(wire.bytes(), m_span.trace);
        else if (wire.isBytes(field::SpanId))
            hasSpan = readId(wire.bytes(), m_span.span);
        else if (!spanField(wire))
            return false;
    }
    if (!wire.ok())
        return false;
    if (!hasTrace || !hasSpan || m_startNs == 0 || m_startNs > latestNs || m_endNs > latestNs) {
        ++m_rejected;
        return true;
    }
    m_span.startNs = static_cast<qint64>(m_startNs);
    m_span.durationNs = std::max<qint64>(0, static_cast<qint64>(m_endNs) - m_span.startNs);
    m_span.service = service;
    m_batch.begin(m_span);
    putText(m_name, longestName);
    putText(m_message, longestValue);
    return putAttributes(m_attributes) && putEvents() && putLinks();
}

bool SpanDecoder::spanField(const WireReader& wire)
{
    if (wire.isBytes(field::ParentId))
        readId(wire.bytes(), m_span.parent);
    else if (wire.isBytes(field::Name))
        m_name = wire.bytes();
    else if (wire.is(field::Kind, Type::Varint))
        m_span.kind =
            wire.number() <= static_cast<quint64>(SpanKind::Consumer) ? static_cast<quint8>(wire.number()) : 0;
    else if (wire.is(field::Start, Type::Fixed64))
        m_startNs = wire.number();
    else if (wire.is(field::End, Type::Fixed64))
        m_endNs = wire.number();
    else if (wire.isBytes(field::Attributes))
        keepPart(m_attributes, wire.bytes());
    else if (wire.isBytes(field::Events))
        keepPart(m_events, wire.bytes());
    else if (wire.isBytes(field::Links))
        keepPart(m_links, wire.bytes());
    else if (wire.isBytes(field::Status))
        return statusField(wire.bytes());
    return true;
}

bool SpanDecoder::statusField(std::string_view message)
{
    WireReader wire(message);
    while (wire.next()) {
        if (wire.isBytes(field::statusMessage))
            m_message = wire.bytes();
        else if (wire.is(field::statusCode, Type::Varint) && wire.number() <= static_cast<quint64>(SpanStatus::Error))
            m_span.status = static_cast<quint8>(wire.number());
    }
    return wire.ok();
}

bool SpanDecoder::putAttributes(const Parts& attributes)
{
    m_batch.count(static_cast<quint32>(attributes.size()));
    for (const std::string_view attribute : attributes) {
        std::string_view key;
        std::string_view value;
        WireReader wire(attribute);
        while (wire.next()) {
            if (wire.isBytes(field::key))
                key = wire.bytes();
            else if (wire.isBytes(field::value))
                value = wire.bytes();
        }
        if (!wire.ok())
            return false;
        putText(key, longestName);
        if (!putValue(value))
            return false;
    }
    return true;
}

// An AnyValue as text. Arrays and maps are rare and go by way of the library.
bool SpanDecoder::putValue(std::string_view message)
{
    std::array<char, 32> digits{};
    std::string_view text;
    WireReader wire(message);
    while (wire.next()) {
        if (wire.isBytes(field::String)) {
            text = wire.bytes();
        } else if (wire.is(field::Int, Type::Varint)) {
            const auto written =
                std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<qint64>(wire.number()));
            text = {digits.data(), static_cast<size_t>(written.ptr - digits.data())};
        } else if (wire.is(field::Bool, Type::Varint)) {
            text = wire.number() != 0 ? "true" : "false";
        } else if (wire.is(field::Double, Type::Fixed64)) {
            const quint64 bits = wire.number();
            double number = 0;
            std::memcpy(&number, &bits, sizeof(number));
            const auto written = std::to_chars(digits.data(),
                                               digits.data() + digits.size(),
                                               number,
                                               std::chars_format::general,
                                               std::numeric_limits<double>::max_digits10);
            text = {digits.data(), static_cast<size_t>(written.ptr - digits.data())};
        } else {
            return putOtherValue(message);
        }
    }
    putText(text, longestValue);
    return wire.ok();
}

bool SpanDecoder::putOtherValue(std::string_view message)
{
    opentelemetry::proto::common::v1::AnyValue value;
    if (!value.ParseFromArray(message.data(), static_cast<int>(message.size())))
        return false;
    putText(otlp::valueText(value).toStdString(), longestValue);
    return true;
}

bool SpanDecoder::putEvents()
{
    m_batch.count(static_cast<quint32>(m_events.size()));
    return std::all_of(m_events.begin(), m_events.end(), [this](std::string_view event) { return putEvent(event); });
}

bool SpanDecoder::putEvent(std::string_view message)
{
    quint64 timeNs = 0;
    std::string_view name;
    m_eventAttributes.clear();
    WireReader wire(message);
    while (wire.next()) {
        if (wire.is(field::eventTime, Type::Fixed64))
            timeNs = std::min(wire.number(), latestNs);
        else if (wire.isBytes(field::eventName))
            name = wire.bytes();
        else if (wire.isBytes(field::eventAttributes))
            keepPart(m_eventAttributes, wire.bytes());
    }
    m_batch.time(static_cast<qint64>(timeNs));
    putText(name, longestName);
    return wire.ok() && putAttributes(m_eventAttributes);
}

bool SpanDecoder::putLinks()
{
    std::vector<PackedLink> links;
    for (const std::string_view message : m_links) {
        PackedLink link;
        bool hasTrace = false;
        bool hasSpan = false;
        WireReader wire(message);
        while (wire.next()) {
            if (wire.isBytes(field::linkTrace))
                hasTrace = readId(wire.bytes(), link.trace);
            else if (wire.isBytes(field::linkSpan))
                hasSpan = readId(wire.bytes(), link.span);
        }
        if (!wire.ok())
            return false;
        if (hasTrace && hasSpan)
            links.push_back(link);
    }
    m_batch.count(static_cast<quint32>(links.size()));
    for (const PackedLink& link : links)
        m_batch.link(link);
    return true;
}

void SpanDecoder::putText(std::string_view text, size_t maxBytes)
{
    if (text.size() <= maxBytes) {
        m_batch.text(text);
        return;
    }
    size_t end = maxBytes;
    while (end > 0 && (static_cast<quint8>(text[end]) & 0xc0) == 0x80) // not within a character
        --end;
    m_scratch.assign(text.substr(0, end)).append("…");
    m_batch.text(m_scratch);
}

} // namespace signalbox
