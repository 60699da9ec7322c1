// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/text_search.h"

#include <algorithm>
#include <cstring>

namespace signalbox {
namespace {

bool isAscii(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

// Branchless, so that the compiler makes vector code of it.
QByteArray folded(const QByteArray& text)
{
    QByteArray out(text.size(), Qt::Uninitialized);
    const char* from = text.constData();
    char* to = out.data();
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(from[i]);
        const bool upper = byte >= 'A' && byte <= 'Z';
        to[i] = static_cast<char>(byte | (upper ? 0x20 : 0));
    }
    return out;
}

} // namespace

TextSearch::TextSearch(const QString& needle)
    : m_needle(needle)
{
    if (isAscii(needle))
        m_folded = folded(needle.toLatin1());
}

std::vector<size_t> TextSearch::find(const QByteArray& block, const std::vector<Line>& lines) const
{
    if (!m_folded.isEmpty())
        return findFolded(block, lines);
    std::vector<size_t> hits;
    for (size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].offset + lines[i].length > block.size())
            continue;
        const QByteArrayView line = QByteArrayView(block).sliced(lines[i].offset, lines[i].length);
        if (m_needle.isEmpty() || QString::fromUtf8(line).contains(m_needle, Qt::CaseInsensitive))
            hits.push_back(i);
    }
    return hits;
}

std::vector<size_t> TextSearch::findFolded(const QByteArray& block, const std::vector<Line>& lines) const
{
    std::vector<size_t> hits;
    const QByteArray text = folded(block);
    qint64 at = 0;
    size_t line = 0;
    while (line < lines.size()) {
        const void* found = memmem(text.constData() + at,
                                   static_cast<size_t>(text.size() - at),
                                   m_folded.constData(),
                                   static_cast<size_t>(m_folded.size()));
        if (!found)
            break;
        const qint64 position = static_cast<const char*>(found) - text.constData();
        while (line < lines.size() && lines[line].offset + lines[line].length <= position)
            ++line;
        if (line == lines.size())
            break;
        const Line& candidate = lines[line];
        const qint64 end = candidate.offset + candidate.length;
        const bool inside = position >= candidate.offset && position + m_folded.size() <= end && end <= text.size();
        if (inside)
            hits.push_back(line);
        // A hit in a line that the columns ruled out leads on to the next candidate.
        at = inside ? end : std::max(position + 1, candidate.offset);
        line += inside ? 1 : 0;
    }
    return hits;
}

} // namespace signalbox
