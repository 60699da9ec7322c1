// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/span_codec.h"

namespace signalbox {
namespace {

constexpr char codecVersion = 2;
constexpr quint64 versionWithoutIds = 1;
constexpr qsizetype traceBytes = 16;
constexpr qsizetype spanBytes = 8;

// Reads what SpanDataWriter wrote. After the first bad byte everything answers with nothing and ok() is false:
// a store on a broken disk must never take the window down.
class Cursor
{
public:
    explicit Cursor(QByteArrayView data)
        : m_data(data)
    {
        const quint64 version = number();
        m_hasIds = version == codecVersion;
        m_ok = m_ok && (m_hasIds || version == versionWithoutIds);
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

    // A text as it stands there, or its id (not 0).
    QByteArrayView text(quint64& id)
    {
        const quint64 first = number();
        id = m_hasIds && (first & 1) != 0 ? first >> 1 : 0;
        if (id != 0)
            return {};
        return bytes(m_hasIds ? first >> 1 : first);
    }

private:
    QByteArrayView m_data;
    qsizetype m_at = 0;
    bool m_hasIds = true;
    bool m_ok = true;
};

QString readText(Cursor& cursor, const KeyText& keyText)
{
    quint64 id = 0;
    const QByteArrayView utf8 = cursor.text(id);
    return id != 0 ? keyText(id) : QString::fromUtf8(utf8);
}

Attributes readAttributes(Cursor& cursor, const KeyText& keyText)
{
    Attributes attributes;
    const quint64 count = cursor.number();
    for (quint64 i = 0; i < count && cursor.ok(); ++i) {
        const quint64 key = cursor.number();
        const QString value = readText(cursor, keyText);
        if (cursor.ok())
            attributes.append({keyText(key), value});
    }
    return attributes;
}

QString hex(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex());
}

} // namespace

SpanDataWriter::SpanDataWriter(std::string& out)
    : m_out(out)
{
    m_out.push_back(codecVersion);
}

bool decodeSpanData(QByteArrayView data, const KeyText& keyText, Span& span)
{
    Cursor cursor(data);
    span.attributes = readAttributes(cursor, keyText);
    const quint64 events = cursor.number();
    for (quint64 i = 0; i < events && cursor.ok(); ++i) {
        SpanEvent event;
        event.timeNs = static_cast<qint64>(cursor.number());
        event.name = readText(cursor, keyText);
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
    span.statusMessage = readText(cursor, keyText);
    return cursor.ok();
}

bool spanDataHas(QByteArrayView data, quint64 key, const WantedValue* value)
{
    Cursor cursor(data);
    const quint64 count = cursor.number();
    for (quint64 i = 0; i < count && cursor.ok(); ++i) {
        const bool sameKey = cursor.number() == key;
        quint64 id = 0;
        const QByteArrayView found = cursor.text(id);
        if (!sameKey || !cursor.ok())
            continue;
        if (!value || (id != 0 ? id == value->id : found == QByteArrayView(value->utf8)))
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
