// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/metric_codec.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstring>

namespace signalbox {
namespace {

constexpr quint64 mostItems = 4096; // of any list in a value: more is damage

void putVarint(QByteArray& out, quint64 value)
{
    for (; value >= 0x80; value >>= 7)
        out.append(static_cast<char>((value & 0x7f) | 0x80));
    out.append(static_cast<char>(value));
}

void putSigned(QByteArray& out, qint64 value) // zigzag: small magnitudes are short
{
    putVarint(out, (static_cast<quint64>(value) << 1) ^ static_cast<quint64>(value >> 63));
}

void putDouble(QByteArray& out, double value)
{
    out.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

void putCounts(QByteArray& out, const QList<quint64>& counts)
{
    putVarint(out, static_cast<quint64>(counts.size()));
    for (const quint64 count : counts)
        putVarint(out, count);
}

// Reads what the functions above wrote; after the first damage everything is zero and ok() is false.
class MetricBytes
{
public:
    explicit MetricBytes(const QByteArray& bytes)
        : m_at(bytes.constData())
        , m_end(m_at + bytes.size())
    {
    }

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_at == m_end || !m_ok; }

    quint64 varint()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64 && m_at != m_end; shift += 7) {
            const auto byte = static_cast<quint8>(*m_at++);
            value |= static_cast<quint64>(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        m_ok = false;
        return 0;
    }
    qint64 number()
    {
        const quint64 value = varint();
        return static_cast<qint64>(value >> 1) ^ -static_cast<qint64>(value & 1);
    }
    double real()
    {
        double value = 0;
        if (m_end - m_at < static_cast<qsizetype>(sizeof(value))) {
            m_ok = false;
            return 0;
        }
        std::memcpy(&value, m_at, sizeof(value));
        m_at += sizeof(value);
        return value;
    }
    QList<quint64> counts()
    {
        QList<quint64> list;
        const quint64 size = varint();
        m_ok = m_ok && size <= mostItems;
        for (quint64 i = 0; i < size && m_ok; ++i)
            list.append(varint());
        return list;
    }

private:
    const char* m_at;
    const char* m_end;
    bool m_ok = true;
};

void putValue(QByteArray& out, MetricKind kind, const MetricValue& value)
{
    putDouble(out, value.number);
    if (!isDistribution(kind))
        return;
    putVarint(out, value.count);
    if (kind == MetricKind::Summary) {
        putVarint(out, static_cast<quint64>(value.quantiles.size()));
        for (const double quantile : value.quantiles)
            putDouble(out, quantile);
        return;
    }
    putCounts(out, value.buckets);
    if (kind != MetricKind::ExponentialHistogram)
        return;
    putSigned(out, value.scale);
    putSigned(out, value.offset);
    putVarint(out, value.zeros);
    putSigned(out, value.negativeOffset);
    putCounts(out, value.negatives);
}

MetricValue takeMetricValue(MetricBytes& bytes, MetricKind kind)
{
    MetricValue value;
    value.number = bytes.real();
    if (!isDistribution(kind))
        return value;
    value.count = bytes.varint();
    if (kind == MetricKind::Summary) {
        const quint64 size = bytes.varint();
        for (quint64 i = 0; i < size && i < mostItems && bytes.ok(); ++i)
            value.quantiles.append(bytes.real());
        return value;
    }
    value.buckets = bytes.counts();
    if (kind != MetricKind::ExponentialHistogram)
        return value;
    value.scale = static_cast<int>(bytes.number());
    value.offset = static_cast<int>(bytes.number());
    value.zeros = bytes.varint();
    value.negativeOffset = static_cast<int>(bytes.number());
    value.negatives = bytes.counts();
    return value;
}

} // namespace

QByteArray encodeMetricValue(MetricKind kind, const MetricValue& value)
{
    QByteArray out;
    putValue(out, kind, value);
    return out;
}

std::optional<MetricValue> decodeMetricValue(MetricKind kind, const QByteArray& data)
{
    MetricBytes bytes(data);
    MetricValue value = takeMetricValue(bytes, kind);
    if (!bytes.ok())
        return std::nullopt;
    return value;
}

QByteArray encodeMetricChunk(MetricKind kind, const QList<TimedValue>& values)
{
    QByteArray out;
    qint64 second = 0;
    for (const TimedValue& timed : values) {
        putSigned(out, timed.second - second);
        second = timed.second;
        putValue(out, kind, timed.value);
    }
    return out;
}

QList<TimedValue> decodeMetricChunk(MetricKind kind, const QByteArray& data)
{
    QList<TimedValue> values;
    MetricBytes bytes(data);
    qint64 second = 0;
    while (!bytes.atEnd()) {
        second += bytes.number();
        TimedValue timed{second, takeMetricValue(bytes, kind)};
        if (bytes.ok())
            values.append(std::move(timed));
    }
    return values;
}

QByteArray encodeLabels(const Attributes& labels)
{
    QJsonArray array;
    for (const auto& [key, value] : labels) {
        array.append(key);
        array.append(value);
    }
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

Attributes decodeLabels(const QByteArray& json)
{
    Attributes labels;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (qsizetype i = 0; i + 1 < array.size(); i += 2)
        labels.append({array.at(i).toString(), array.at(i + 1).toString()});
    return labels;
}

QByteArray encodeDoubles(const QList<double>& values)
{
    QByteArray out;
    for (const double value : values)
        putDouble(out, value);
    return out;
}

QList<double> decodeDoubles(const QByteArray& data)
{
    QList<double> values;
    MetricBytes bytes(data);
    while (!bytes.atEnd()) {
        const double value = bytes.real();
        if (bytes.ok())
            values.append(value);
    }
    return values;
}

} // namespace signalbox
