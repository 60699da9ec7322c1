// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/line_splitter.h"

#include <algorithm>

namespace signalbox {

LineSplitter::LineSplitter(qsizetype maxLineBytes)
    : m_limit(maxLineBytes)
{
}

void LineSplitter::append(QByteArrayView bytes)
{
    m_length += bytes.size();
    const qsizetype room = std::max<qsizetype>(0, m_limit - m_rest.size());
    m_rest.append(bytes.first(std::min(room, bytes.size())));
}

QByteArray LineSplitter::takeLine()
{
    if (m_length > m_limit) {
        // Not in the middle of a character: UTF-8 continues with 10xxxxxx.
        qsizetype end = m_rest.size();
        while (end > 0 && m_rest.size() - end < 4 && (static_cast<quint8>(m_rest[end - 1]) & 0xc0) == 0x80)
            --end;
        if (end > 0 && (static_cast<quint8>(m_rest[end - 1]) & 0xc0) == 0xc0)
            --end;
        m_rest.truncate(end);
        m_rest.append(" … (cut, " + QByteArray::number(m_length) + " bytes)");
    } else if (m_rest.endsWith('\r')) {
        m_rest.chop(1);
    }
    m_length = 0;
    return std::exchange(m_rest, {});
}

void LineSplitter::feed(QByteArrayView chunk, QByteArrayList& lines)
{
    while (!chunk.isEmpty()) {
        const qsizetype end = chunk.indexOf('\n');
        if (end < 0) {
            append(chunk);
            return;
        }
        append(chunk.first(end));
        lines.append(takeLine());
        chunk = chunk.sliced(end + 1);
    }
}

void LineSplitter::finish(QByteArrayList& lines)
{
    if (m_length > 0)
        lines.append(takeLine());
}

} // namespace signalbox
