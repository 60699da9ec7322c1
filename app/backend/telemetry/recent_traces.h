// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <vector>

namespace signalbox {

// Has a trace been in an earlier segment? Remembers the last one to two million traces in four megabytes (two Bloom
// filters in blocks of a cache line, of which the older one is given up when the newer one is full). Says yes for one
// of some hundred that it has not seen: whoever asks looks then. A trace that comes back after more than a million
// others is not known any more; the list of traces then shows it in two parts.
class RecentTraces
{
public:
    RecentTraces();

    void add(quint64 hash);
    bool contains(quint64 hash) const { return has(m_newer, hash) || has(m_older, hash); }

private:
    using Block = std::array<quint64, 8>;
    static bool has(const std::vector<Block>& filter, quint64 hash);

    std::vector<Block> m_newer;
    std::vector<Block> m_older;
    size_t m_added = 0; // to the newer one
};

} // namespace signalbox
