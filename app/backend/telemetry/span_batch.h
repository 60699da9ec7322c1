// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

#include <QMap>

#include <array>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox {

// Everything of a span that has a fixed size.
struct PackedSpan
{
    std::array<quint8, 16> trace{};
    std::array<quint8, 8> span{};
    std::array<quint8, 8> parent{}; // zeros = root
    qint64 startNs = 0;
    qint64 durationNs = 0;
    quint32 service = 0; // number in the batch
    quint8 kind = 0;
    quint8 status = 0;
    std::array<quint8, 2> reserved{};
};
static_assert(sizeof(PackedSpan) == 56);

struct PackedLink
{
    std::array<quint8, 16> trace{};
    std::array<quint8, 8> span{};
};
static_assert(sizeof(PackedLink) == 24);

// The spans of one export on their way to the store's writer: UTF-8 bytes in one piece of memory. As values of Span
// each would be some fifty allocations and two conversions of every text, ten times the cost of storing it.
class SpanBatch
{
public:
    SpanBatch() = default;
    explicit SpanBatch(const QList<Span>& spans);

    // Packing. A span is begun, then its parts follow in the order in which a SpanBatchReader wants them back: name,
    // status message, a count and the attributes, a count and the events (each with attributes), a count and the links.
    void reserve(qsizetype bytes) { m_bytes.reserve(static_cast<size_t>(bytes)); }
    quint32 service(std::string_view name);
    void begin(const PackedSpan& span);
    void text(std::string_view utf8);
    void count(quint32 items) { append(items); }
    void time(qint64 ns) { append(ns); }
    void link(const PackedLink& link) { append(link); }

    bool isEmpty() const { return m_spans == 0; }
    qsizetype size() const { return m_spans; }
    qint64 bytes() const { return static_cast<qint64>(m_bytes.capacity()); } // of memory
    const std::string& data() const { return m_bytes; }
    const std::vector<std::string>& services() const { return m_services; }
    QMap<QString, qint64> spansByService() const;
    QList<Span> spans() const; // unpacked

private:
    template<typename T>
    void append(const T& value)
    {
        m_bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
    }
    void attributes(const Attributes& attributes);

    std::string m_bytes;
    std::vector<std::string> m_services;
    std::vector<qint64> m_counts; // by service
    qsizetype m_spans = 0;
};

// Walks over a batch in the order in which it was packed. Only for memory that a SpanBatch wrote.
class SpanBatchReader
{
public:
    explicit SpanBatchReader(const SpanBatch& batch)
        : m_at(batch.data().data())
        , m_end(m_at + batch.data().size())
    {
    }

    bool atEnd() const { return m_at == m_end; }
    PackedSpan span() { return take<PackedSpan>(); }
    quint32 count() { return take<quint32>(); }
    qint64 time() { return take<qint64>(); }
    PackedLink link() { return take<PackedLink>(); }
    std::string_view text()
    {
        const auto size = take<quint32>();
        const std::string_view view(m_at, size);
        m_at += size;
        return view;
    }

private:
    template<typename T>
    T take()
    {
        T value;
        std::memcpy(&value, m_at, sizeof(value));
        m_at += sizeof(value);
        return value;
    }

    const char* m_at;
    const char* m_end;
};

} // namespace signalbox
