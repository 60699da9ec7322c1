// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

#include <functional>
#include <optional>

namespace signalbox {

// The part of a span that is read as a whole or not at all — attributes, events, links, status message — as one
// blob in its row. A table of attributes would cost ten inserts and an index entry each for every span; a blob costs
// one and is decoded only for the trace that is shown. It is searched in place by spanDataHas().
//
// Layout, all numbers LEB128: version 1 · attributes · events (time, name, attributes) · links (16 + 8 bytes) ·
// status message. Attributes are a count and that many (interned key, length, UTF-8 bytes).
using InternKey = std::function<quint64(const QString&)>;
using KeyText = std::function<QString(quint64)>;
using ValueBytes = std::function<QByteArray(const QString& key, const QString& value)>; // UTF-8, e.g. masked

QByteArray encodeSpanData(const Span& span, const InternKey& intern, const ValueBytes& valueBytes);

// False when the blob is damaged; what was read until there stays in the span.
bool decodeSpanData(const QByteArray& data, const KeyText& keyText, Span& span);

// Does the span carry the attribute, with this value or (nullptr) with any?
bool spanDataHas(const QByteArray& data, quint64 key, const QByteArray* value);

// Hexadecimal ids as they are kept: 16 and 8 bytes. Empty when the text is no such id.
QByteArray idBytes(const QString& hex);
QString idText(const QByteArray& bytes);

} // namespace signalbox
