// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/hash_list.h"

#include <algorithm>
#include <bit>

namespace signalbox {
namespace {

constexpr size_t entriesOfBucket = 16;

size_t bucketOf(quint64 hash, quint32 bits)
{
    return bits == 0 ? 0 : static_cast<size_t>(hash >> (64 - bits));
}

} // namespace

HashList HashList::of(std::vector<SpanReference> entries)
{
    HashList list;
    list.bits = static_cast<quint32>(std::bit_width(entries.size() / entriesOfBucket));
    std::sort(entries.begin(), entries.end(), [](const SpanReference& a, const SpanReference& b) {
        return a.hash != b.hash ? a.hash < b.hash : a.row < b.row;
    });
    list.directory.assign((size_t{1} << list.bits) + 1, 0);
    for (const SpanReference& entry : entries)
        ++list.directory[bucketOf(entry.hash, list.bits) + 1];
    for (size_t i = 1; i < list.directory.size(); ++i)
        list.directory[i] += list.directory[i - 1];
    list.entries = std::move(entries);
    return list;
}

qint64 HashList::bytes(quint32 bits, qint64 entries)
{
    return ((qint64{1} << bits) + 1) * qint64{sizeof(quint32)} + entries * qint64{sizeof(SpanReference)};
}

std::vector<quint32> HashListInFile::find(const ReadOnlyFile& file, quint64 hash) const
{
    constexpr auto number = static_cast<qint64>(sizeof(quint32));
    std::vector<quint32> bounds;
    file.append(bounds, 2, offset + static_cast<qint64>(bucketOf(hash, bits)) * number);
    std::vector<quint32> rows;
    if (bounds.size() != 2 || bounds[0] >= bounds[1] || bounds[1] > entries)
        return rows;
    std::vector<SpanReference> bucket;
    file.append(bucket,
                bounds[1] - bounds[0],
                offset + HashList::bytes(bits, 0) + bounds[0] * static_cast<qint64>(sizeof(SpanReference)));
    for (const SpanReference& entry : bucket) {
        if (entry.hash == hash)
            rows.push_back(entry.row);
    }
    return rows;
}

} // namespace signalbox
