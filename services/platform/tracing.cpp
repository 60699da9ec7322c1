// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/tracing.h"

#include "platform/otlp_span.h"
#include "platform/span_pipeline.h"

#include <algorithm>
#include <chrono>
#include <random>

namespace platform {
namespace {

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

} // namespace

std::int64_t unixNanoseconds()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

struct Span::Private
{
    std::shared_ptr<SpanPipeline> pipeline;
    std::optional<OtlpSpan> record; // empty when nothing is recorded
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
    if (d->pipeline)
        d->record.emplace(name, kind, d->context, parent);
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
        d->record->set(key, value);
}

void Span::set(std::string_view key, std::int64_t value)
{
    if (d && d->record)
        d->record->set(key, value);
}

void Span::link(const TraceContext& other)
{
    if (d && d->record && other.valid())
        d->record->link(other);
}

void Span::event(std::string_view name)
{
    if (d && d->record)
        d->record->event(name, unixNanoseconds());
}

void Span::fail(std::string_view why)
{
    if (d && d->record)
        d->record->fail(why);
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
    d->pipeline->take(d->record->finish(d->start, std::max(unixNs, d->start)));
    d->record.reset();
}

TraceContext Span::context() const
{
    return d ? d->context : TraceContext{};
}

} // namespace platform
