// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/span_encoder.h"

#include "core/store/message_attributes.h"
#include "core/store/span_codec.h"

namespace signalbox {
namespace {

constexpr std::string_view hidden = "***";

} // namespace

SpanEncoder::SpanEncoder(Interner& strings, const Masker& masker)
    : m_strings(strings)
    , m_masker(masker)
{
}

void SpanEncoder::begin(qint64 firstRow, qint64 firstByte)
{
    m_firstRow = firstRow;
    m_firstByte = firstByte;
    m_columns.clear();
    m_data.clear();
    m_references.clear();
}

void SpanEncoder::add(const SpanBatch& batch)
{
    m_messageId = static_cast<quint32>(m_strings.id(attributes::messageId()));
    m_outboxId = static_cast<quint32>(m_strings.id(attributes::outboxEventId()));
    m_conversationId = static_cast<quint32>(m_strings.id(attributes::conversationId()));
    std::vector<quint32> services;
    for (const std::string& service : batch.services())
        services.push_back(m_strings.text(service).id);
    for (SpanBatchReader from(batch); !from.atEnd();)
        span(from, services);
}

void SpanEncoder::add(SpanColumns column, std::string_view data, const std::vector<quint64>& referenceHashes)
{
    column.offset = static_cast<quint32>(m_firstByte + static_cast<qint64>(m_data.size()));
    column.length = static_cast<quint32>(data.size());
    m_data.append(data);
    for (const quint64 hash : referenceHashes)
        refer(hash);
    m_columns.push_back(column);
}

void SpanEncoder::span(SpanBatchReader& from, const std::vector<quint32>& services)
{
    const PackedSpan packed = from.span();
    SpanColumns column{.trace = packed.trace,
                       .span = packed.span,
                       .parent = packed.parent,
                       .startNs = packed.startNs,
                       .durationNs = packed.durationNs,
                       .service = services[packed.service],
                       .name = m_strings.text(from.text()).id,
                       .kind = packed.kind,
                       .status = packed.status};
    const std::string_view statusMessage = from.text();
    const size_t begin = m_data.size();
    column.offset = static_cast<quint32>(m_firstByte + static_cast<qint64>(begin));
    SpanDataWriter to(m_data);
    attributes(from, to, true);
    const quint32 events = from.count();
    to.number(events);
    for (quint32 i = 0; i < events; ++i) {
        to.number(static_cast<quint64>(from.time()));
        text(from.text(), to);
        attributes(from, to, false);
    }
    const quint32 links = from.count();
    to.number(links);
    for (quint32 i = 0; i < links; ++i) {
        const PackedLink link = from.link();
        to.bytes(link.trace.data(), link.trace.size());
        to.bytes(link.span.data(), link.span.size());
    }
    text(statusMessage, to);
    column.length = static_cast<quint32>(m_data.size() - begin);
    m_columns.push_back(column);
}

void SpanEncoder::attributes(SpanBatchReader& from, SpanDataWriter& to, bool canRefer)
{
    const quint32 count = from.count();
    to.number(count);
    for (quint32 i = 0; i < count; ++i) {
        const Interner::Text key = m_strings.text(from.text());
        const std::string_view value = from.text();
        to.number(key.id);
        text(key.isSecretKey && !value.empty() ? hidden : value, to);
        if (canRefer && (key.id == m_messageId || key.id == m_outboxId || key.id == m_conversationId))
            refer(key.id, value);
    }
}

void SpanEncoder::text(std::string_view utf8, SpanDataWriter& to)
{
    if (const quint32 id = m_strings.valueId(utf8); id > 0) {
        to.interned(id);
        return;
    }
    const QByteArray masked = m_masker.mask(QByteArray::fromRawData(utf8.data(), static_cast<qsizetype>(utf8.size())));
    to.text({masked.constData(), static_cast<size_t>(masked.size())});
}

void SpanEncoder::refer(quint32 key, std::string_view value)
{
    if (value.empty())
        return;
    if (key == m_conversationId || value.find_first_of("[], \"") == std::string_view::npos) {
        refer(hashOf(value));
        return;
    }
    const QStringList ids = eventIdsIn(QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
    for (const QString& id : ids)
        refer(hashOf(id.toStdString()));
}

void SpanEncoder::refer(quint64 hash)
{
    m_references.push_back(
        {.hash = hash, .row = static_cast<quint32>(m_firstRow + static_cast<qint64>(m_columns.size()))});
}

} // namespace signalbox
