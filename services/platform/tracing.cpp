// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/tracing.h"

#include "platform/span_pipeline.h"

#include <opentelemetry/common/key_value_iterable_view.h>
#include <opentelemetry/sdk/trace/recordable.h>
#include <opentelemetry/trace/span_context.h>

#include <array>
#include <chrono>
#include <map>
#include <random>

namespace platform {
namespace {

namespace otel = opentelemetry;

std::string randomHex(std::size_t digits)
{
    thread_local std::mt19937_64 random{[] {
        std::random_device device;
        return (static_cast<std::uint64_t>(device()) << 32U) | device();
    }()};
    constexpr std::string_view hex = "0123456789abcdef";
    constexpr std::size_t digitsOfNumber = 16;
    std::string text(digits, '0');
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < digits; ++i, number >>= 4U) {
        if (i % digitsOfNumber == 0)
            number = random() | 1U; // all-zero ids are invalid (Trace Context 3.2.2.3)
        text[i] = hex[number & 0xfU];
    }
    return text;
}

otel::trace::SpanKind toOtel(SpanKind kind)
{
    switch (kind) {
    case SpanKind::Internal: return otel::trace::SpanKind::kInternal;
    case SpanKind::Server: return otel::trace::SpanKind::kServer;
    case SpanKind::Client: return otel::trace::SpanKind::kClient;
    case SpanKind::Producer: return otel::trace::SpanKind::kProducer;
    case SpanKind::Consumer: return otel::trace::SpanKind::kConsumer;
    }
    return otel::trace::SpanKind::kInternal;
}

template<std::size_t size>
std::array<std::uint8_t, size> bytes(std::string_view hex)
{
    const auto digit = [](char c) { return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10); };
    std::array<std::uint8_t, size> result{};
    for (std::size_t i = 0; i < size && 2 * i + 1 < hex.size(); ++i)
        result[i] = static_cast<std::uint8_t>(digit(hex[2 * i]) << 4U | digit(hex[2 * i + 1]));
    return result;
}

otel::trace::SpanContext toOtel(const TraceContext& context)
{
    const auto trace = bytes<16>(context.traceId);
    const auto span = bytes<8>(context.spanId);
    return {otel::trace::TraceId(trace),
            otel::trace::SpanId(span),
            otel::trace::TraceFlags(otel::trace::TraceFlags::kIsSampled),
            false};
}

otel::nostd::string_view view(std::string_view text)
{
    return {text.data(), text.size()};
}

const std::map<std::string, std::string>& noAttributes()
{
    static const std::map<std::string, std::string> none;
    return none;
}

} // namespace

std::int64_t unixNanoseconds()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

// The recordable is filled directly instead of through a Tracer: a Tracer takes parents from a thread-local context,
// which coroutines do not have, and its stable ABI has no links after the start.
struct Span::Private
{
    std::shared_ptr<SpanPipeline> pipeline;
    std::unique_ptr<otel::sdk::trace::Recordable> record; // null when nothing is recorded
    TraceContext context;
    std::int64_t start = 0;
};

Span::Span(std::string_view name, SpanKind kind, const TraceContext& parent)
    : Span(name, kind, parent, unixNanoseconds())
{
}

Span::Span(std::string_view name, SpanKind kind, const TraceContext& parent, std::int64_t startUnixNs)
    : d(std::make_unique<Private>())
{
    d->pipeline = currentSpanPipeline();
    d->context = {parent.valid() ? parent.traceId : randomHex(32), randomHex(16)};
    d->start = startUnixNs;
    if (!d->pipeline)
        return;
    d->record = d->pipeline->makeRecord();
    const auto parentSpan = parent.valid() ? bytes<8>(parent.spanId) : std::array<std::uint8_t, 8>{};
    d->record->SetIdentity(toOtel(d->context), otel::trace::SpanId(parentSpan));
    d->record->SetName(view(name));
    d->record->SetSpanKind(toOtel(kind));
    d->record->SetStartTime(otel::common::SystemTimestamp(std::chrono::nanoseconds(startUnixNs)));
}

Span::Span() = default;
Span::Span(Span&&) noexcept = default;

Span& Span::operator=(Span&& other) noexcept
{
    end();
    d = std::move(other.d);
    return *this;
}

Span::~Span()
{
    end();
}

void Span::set(std::string_view key, std::string_view value)
{
    if (d && d->record)
        d->record->SetAttribute(view(key), view(value));
}

void Span::set(std::string_view key, std::int64_t value)
{
    if (d && d->record)
        d->record->SetAttribute(view(key), value);
}

void Span::link(const TraceContext& other)
{
    if (d && d->record && other.valid())
        d->record->AddLink(toOtel(other), otel::common::KeyValueIterableView(noAttributes()));
}

void Span::event(std::string_view name)
{
    if (d && d->record) {
        d->record->AddEvent(view(name),
                            otel::common::SystemTimestamp(std::chrono::system_clock::now()),
                            otel::common::KeyValueIterableView(noAttributes()));
    }
}

void Span::fail(std::string_view why)
{
    if (d && d->record)
        d->record->SetStatus(otel::trace::StatusCode::kError, view(why));
}

void Span::end()
{
    if (d && d->record)
        endAt(unixNanoseconds());
}

void Span::endAt(std::int64_t unixNs)
{
    if (!d || !d->record)
        return;
    d->record->SetDuration(std::chrono::nanoseconds(std::max<std::int64_t>(unixNs - d->start, 0)));
    d->pipeline->take(std::move(d->record));
}

TraceContext Span::context() const
{
    return d ? d->context : TraceContext{};
}

} // namespace platform
