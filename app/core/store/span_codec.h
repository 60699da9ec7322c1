// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

#include <QByteArrayView>

#include <functional>
#include <string>
#include <string_view>

namespace signalbox {

// The part of a span that is read as a whole or not at all — attributes, events, links, status message — as one run
// of bytes. A table of attributes would cost ten inserts and an index entry each for every span; this costs one
// append and is decoded only for the trace that is shown. It is searched in place by spanDataHas().
//
// Layout, all numbers LEB128: version 2 · attributes · events (time, name, attributes) · links (16 + 8 bytes) ·
// status message. Attributes are a count and that many (key, value). A key is an id of `strings`; a text is an even
// number, twice its length, and its UTF-8 bytes, or an odd one, twice an id of `strings` plus one: values that repeat
// are kept once. In version 1 a text was always its length and bytes.
class SpanDataWriter
{
public:
    // Appends to `out`.
    explicit SpanDataWriter(std::string& out);

    void number(quint64 value)
    {
        while (value >= 0x80) {
            m_out.push_back(static_cast<char>((value & 0x7f) | 0x80));
            value >>= 7;
        }
        m_out.push_back(static_cast<char>(value));
    }
    void text(std::string_view utf8)
    {
        number(utf8.size() * 2);
        m_out.append(utf8);
    }
    void interned(quint64 id) { number(id * 2 + 1); }
    void bytes(const quint8* data, size_t size) { m_out.append(reinterpret_cast<const char*>(data), size); }

private:
    std::string& m_out;
};

using KeyText = std::function<QString(quint64)>;

// False when the bytes are damaged; what was read until there stays in the span.
bool decodeSpanData(QByteArrayView data, const KeyText& keyText, Span& span);

// A value that is looked for: as it is written out, and the id that it has when it is interned (0 = it never was).
struct WantedValue
{
    QByteArray utf8;
    quint64 id = 0;
};

// Does the span carry the attribute, with this value or (nullptr) with any?
bool spanDataHas(QByteArrayView data, quint64 key, const WantedValue* value);

// Hexadecimal ids as they are kept: 16 and 8 bytes. Empty when the text is no such id.
QByteArray idBytes(const QString& hex);
QString idText(const QByteArray& bytes);

} // namespace signalbox
