// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstring>
#include <string_view>

namespace signalbox {

// The fields of one Protocol Buffers message, one after the other, without copying them (the format is described in
// "Encoding" of the protobuf documentation). The library's own parser builds a tree of objects for each export; that
// alone would cost more than to store it. Any bytes are allowed: what is no message ends with ok() = false.
class WireReader
{
public:
    enum class Type { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };

    explicit WireReader(std::string_view message)
        : m_at(message.data())
        , m_end(message.data() + message.size())
    {
    }

    // To the next field; false behind the last one and at the first damaged one.
    bool next()
    {
        if (m_at == m_end)
            return false;
        const quint64 tag = varint();
        m_field = static_cast<quint32>(tag >> 3);
        m_type = static_cast<Type>(tag & 7);
        m_ok = m_ok && m_field != 0 && (tag >> 32) == 0;
        switch (m_type) {
        case Type::Varint: m_number = varint(); break;
        case Type::Fixed64: m_number = fixed<quint64>(); break;
        case Type::Fixed32: m_number = fixed<quint32>(); break;
        case Type::Bytes: m_bytes = bytesOf(varint()); break;
        default: m_ok = false; // groups: nothing of OTLP has them
        }
        return m_ok;
    }
    bool ok() const { return m_ok; }

    // The field that next() went to.
    bool is(quint32 field, Type type) const { return m_field == field && m_type == type; }
    bool isBytes(quint32 field) const { return is(field, Type::Bytes); }
    quint64 number() const { return m_number; }
    std::string_view bytes() const { return m_bytes; }

private:
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
    template<typename T>
    T fixed()
    {
        T value = 0;
        const std::string_view raw = bytesOf(sizeof(T));
        if (raw.size() == sizeof(T))
            std::memcpy(&value, raw.data(), sizeof(T));
        return value;
    }
    std::string_view bytesOf(quint64 length)
    {
        if (length > static_cast<quint64>(m_end - m_at)) {
            m_ok = false;
            return {};
        }
        const std::string_view view(m_at, length);
        m_at += length;
        return view;
    }

    const char* m_at;
    const char* m_end;
    quint32 m_field = 0;
    Type m_type = Type::Varint;
    quint64 m_number = 0;
    std::string_view m_bytes;
    bool m_ok = true;
};

} // namespace signalbox
