// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/span_codec.h"

#include <QByteArrayView>

namespace signalbox {
namespace {

constexpr char codecVersion = 1;
constexpr qsizetype traceBytes = 16;
constexpr qsizetype spanBytes = 8;

void putNumber(QByteArray& out, quint64 value)
{
    while (value >= 0x80) {
        out.append(static_cast<char>((value & 0x7f) | 0x80));
        value >>= 7;
    }
    out.append(static_cast<char>(value));
}

void putBytes(QByteArray& out, const QByteArray& bytes)
{
    putNumber(out, static_cast<quint64>(bytes.size()));
    out.append(bytes);
}

void putAttributes(QByteArray& out, const Attributes& attributes, const InternKey& intern, const ValueBytes& bytes)
{
    putNumber(out, static_cast<quint64>(attributes.size()));
    for (const auto& [key, value] : attributes) {
        putNumber(out, intern(key));
        putBytes(out, bytes(key, value));
    }
}

// Reads what the put functions wrote. After the first bad byte everything answers with nothing and ok() is false:
// a store on a broken disk must never take the window down.
class Cursor
{
public:
    explicit Cursor(QByteArrayView data)
        : m_data(data)
    {
        m_ok = number() == codecVersion;
    }

    bool ok() const { return m_ok; }

    quint64 number()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64 && m_at < m_data.size(); shift += 7) {
            const auto byte = static_cast<quint8>(m_data[m_at++]);
            value |= static_cast<quint64>(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        m_ok = false;
        return 0;
    }

    QByteArrayView bytes(quint64 length)
    {
        if (!m_ok || length > static_cast<quint64>(m_data.size() - m_at)) {
            m_ok = false;
            return {};
        }
        const auto view = m_data.sliced(m_at, static_cast<qsizetype>(length));
        m_at += view.size();
        return view;
    }

    QByteArrayView sized() { return bytes(number()); }

private:
    QByteArrayView m_data;
    qsizetype m_at = 0;
    bool m_ok = true;
};

Attributes readAttributes(Cursor& cursor, const KeyText& keyText)
{
    Attributes attributes;
    const quint64 count = cursor.number();
    for (quint64 i = 0; i < count && cursor.ok(); ++i) {
        const quint64 key = cursor.number();
        const QByteArrayView value = cursor.sized();
        if (cursor.ok())
            attributes.append({keyText(key), QString::fromUtf8(value)});
    }
    return attributes;
}

QString hex(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex());
}

} // namespace

QByteArray encodeSpanData(const Span& span, const InternKey& intern, const ValueBytes& valueBytes)
{
    QByteArray out;
    out.reserve(64 + span.attributes.size() * 24);
    out.append(codecVersion);
    putAttributes(out, span.attributes, intern, valueBytes);
    putNumber(out, static_cast<quint64>(span.events.size()));
    for (const SpanEvent& event : span.events) {
        putNumber(out, static_cast<quint64>(event.timeNs));
        putBytes(out, valueBytes({}, event.name));
        putAttributes(out, event.attributes, intern, valueBytes);
    }
    putNumber(out, static_cast<quint64>(span.links.size()));
    for (const SpanLink& link : span.links) {
        out.append(idBytes(link.traceId).leftJustified(traceBytes, '\0', true));
        out.append(idBytes(link.spanId).leftJustified(spanBytes, '\0', true));
    }
    putBytes(out, valueBytes({}, span.statusMessage));
    return out;
}

bool decodeSpanData(const QByteArray& data, const KeyText& keyText, Span& span)
{
    Cursor cursor(data);
    span.attributes = readAttributes(cursor, keyText);
    const quint64 events = cursor.number();
    for (quint64 i = 0; i < events && cursor.ok(); ++i) {
        SpanEvent event;
        event.timeNs = static_cast<qint64>(cursor.number());
        event.name = QString::fromUtf8(cursor.sized());
        event.attributes = readAttributes(cursor, keyText);
        if (cursor.ok())
            span.events.append(event);
    }
    const quint64 links = cursor.number();
    for (quint64 i = 0; i < links && cursor.ok(); ++i) {
        const QByteArrayView trace = cursor.bytes(traceBytes);
        const QByteArrayView id = cursor.bytes(spanBytes);
        if (cursor.ok())
            span.links.append({hex(trace), hex(id)});
    }
    span.statusMessage = QString::fromUtf8(cursor.sized());
    return cursor.ok();
}

bool spanDataHas(const QByteArray& data, quint64 key, const QByteArray* value)
{
    Cursor cursor(data);
    const quint64 count = cursor.number();
    for (quint64 i = 0; i < count && cursor.ok(); ++i) {
        const bool sameKey = cursor.number() == key;
        const QByteArrayView found = cursor.sized();
        if (sameKey && cursor.ok() && (!value || found == QByteArrayView(*value)))
            return true;
    }
    return false;
}

QByteArray idBytes(const QString& hexText)
{
    return QByteArray::fromHex(hexText.toLatin1());
}

QString idText(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

} // namespace signalbox
