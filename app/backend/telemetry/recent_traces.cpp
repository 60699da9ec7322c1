// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/recent_traces.h"

#include <utility>

namespace signalbox {
namespace {

constexpr size_t blocks = 32 * 1024; // 2 MB
constexpr size_t capacity = 1'000'000;
constexpr int bitsOfTrace = 6;

size_t blockOf(quint64 hash)
{
    return static_cast<size_t>(hash >> 49); // the first 15 bits
}

// Calls with the word and the bit of each of the bits that stand for this hash in its block.
template<typename Visit>
bool allBits(quint64 hash, Visit visit)
{
    for (int i = 0; i < bitsOfTrace; ++i) {
        const quint64 part = hash >> (i * 8);
        if (!visit(static_cast<size_t>(part & 7) ^ static_cast<size_t>(i),
                   quint64{1} << ((part >> 3 ^ hash >> 40) & 63)))
            return false;
    }
    return true;
}

} // namespace

RecentTraces::RecentTraces()
    : m_newer(blocks)
    , m_older(blocks)
{
}

void RecentTraces::add(quint64 hash)
{
    if (++m_added > capacity) {
        std::swap(m_newer, m_older);
        m_newer.assign(blocks, {});
        m_added = 1;
    }
    Block& block = m_newer[blockOf(hash)];
    allBits(hash, [&block](size_t word, quint64 bit) {
        block[word] |= bit;
        return true;
    });
}

bool RecentTraces::has(const std::vector<Block>& filter, quint64 hash)
{
    const Block& block = filter[blockOf(hash)];
    return allBits(hash, [&block](size_t word, quint64 bit) { return (block[word] & bit) != 0; });
}

} // namespace signalbox
