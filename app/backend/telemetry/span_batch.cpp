// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/span_batch.h"

#include "core/store/span_codec.h"

#include <algorithm>

namespace signalbox {
namespace {

template<size_t Size>
std::array<quint8, Size> packedId(const QString& hex)
{
    std::array<quint8, Size> id{};
    const QByteArray bytes = idBytes(hex);
    std::memcpy(id.data(), bytes.constData(), std::min<size_t>(Size, static_cast<size_t>(bytes.size())));
    return id;
}

template<size_t Size>
QString unpackedId(const std::array<quint8, Size>& id)
{
    if (std::all_of(id.begin(), id.end(), [](quint8 byte) { return byte == 0; }))
        return {};
    return idText(QByteArray(reinterpret_cast<const char*>(id.data()), Size));
}

std::string_view viewOf(const QByteArray& utf8)
{
    return {utf8.constData(), static_cast<size_t>(utf8.size())};
}

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

Attributes unpackedAttributes(SpanBatchReader& from)
{
    Attributes attributes;
    for (quint32 left = from.count(); left > 0; --left) {
        const QString key = textOf(from.text());
        attributes.append({key, textOf(from.text())});
    }
    return attributes;
}

} // namespace

SpanBatch::SpanBatch(const QList<Span>& spans)
{
    for (const Span& span : spans) {
        PackedSpan packed;
        packed.trace = packedId<16>(span.traceId);
        packed.span = packedId<8>(span.spanId);
        packed.parent = packedId<8>(span.parentSpanId);
        packed.startNs = span.startNs;
        packed.durationNs = span.durationNs;
        packed.service = service(viewOf(span.service.toUtf8()));
        packed.kind = static_cast<quint8>(span.kind);
        packed.status = static_cast<quint8>(span.status);
        begin(packed);
        text(viewOf(span.name.toUtf8()));
        text(viewOf(span.statusMessage.toUtf8()));
        attributes(span.attributes);
        count(static_cast<quint32>(span.events.size()));
        for (const SpanEvent& event : span.events) {
            time(event.timeNs);
            text(viewOf(event.name.toUtf8()));
            attributes(event.attributes);
        }
        count(static_cast<quint32>(span.links.size()));
        for (const SpanLink& to : span.links)
            link({packedId<16>(to.traceId), packedId<8>(to.spanId)});
    }
}

void SpanBatch::attributes(const Attributes& attributes)
{
    count(static_cast<quint32>(attributes.size()));
    for (const auto& [key, value] : attributes) {
        text(viewOf(key.toUtf8()));
        text(viewOf(value.toUtf8()));
    }
}

quint32 SpanBatch::service(std::string_view name)
{
    const auto known = std::find(m_services.begin(), m_services.end(), name);
    if (known != m_services.end())
        return static_cast<quint32>(known - m_services.begin());
    m_services.emplace_back(name);
    m_counts.push_back(0);
    return static_cast<quint32>(m_services.size() - 1);
}

void SpanBatch::begin(const PackedSpan& span)
{
    append(span);
    ++m_counts[span.service];
    ++m_spans;
}

void SpanBatch::text(std::string_view utf8)
{
    append(static_cast<quint32>(utf8.size()));
    m_bytes.append(utf8);
}

QMap<QString, qint64> SpanBatch::spansByService() const
{
    QMap<QString, qint64> counts;
    for (size_t i = 0; i < m_services.size(); ++i)
        counts[textOf(m_services[i])] += m_counts[i];
    return counts;
}

QList<Span> SpanBatch::spans() const
{
    QList<Span> spans;
    spans.reserve(m_spans);
    for (SpanBatchReader from(*this); !from.atEnd();) {
        const PackedSpan packed = from.span();
        Span span;
        span.traceId = unpackedId(packed.trace);
        span.spanId = unpackedId(packed.span);
        span.parentSpanId = unpackedId(packed.parent);
        span.service = textOf(m_services[packed.service]);
        span.name = textOf(from.text());
        span.kind = static_cast<SpanKind>(packed.kind);
        span.status = static_cast<SpanStatus>(packed.status);
        span.statusMessage = textOf(from.text());
        span.startNs = packed.startNs;
        span.durationNs = packed.durationNs;
        span.attributes = unpackedAttributes(from);
        for (quint32 left = from.count(); left > 0; --left) {
            SpanEvent event;
            event.timeNs = from.time();
            event.name = textOf(from.text());
            event.attributes = unpackedAttributes(from);
            span.events.append(event);
        }
        for (quint32 left = from.count(); left > 0; --left) {
            const PackedLink to = from.link();
            span.links.append({unpackedId(to.trace), unpackedId(to.span)});
        }
        spans.append(std::move(span));
    }
    return spans;
}

} // namespace signalbox
