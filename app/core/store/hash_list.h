// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/read_only_file.h"
#include "core/store/span_segment_format.h"

namespace signalbox {

// Rows by the hash of what leads to them, in a file: a directory by the first bits of the hash, then the entries
// sorted by hash. One is found by two small reads, however many there are.
struct HashList
{
    quint32 bits = 0;
    std::vector<quint32> directory; // 2^bits + 1 numbers: where the entries with these first bits begin
    std::vector<SpanReference> entries;

    static HashList of(std::vector<SpanReference> entries);
    static qint64 bytes(quint32 bits, qint64 entries);
};

// The same where it stands in a file.
struct HashListInFile
{
    qint64 offset = 0;
    quint32 bits = 0;
    qint64 entries = 0;

    // What has this hash: candidates, to be compared with what they lead to.
    std::vector<quint32> find(const ReadOnlyFile& file, quint64 hash) const;
};

} // namespace signalbox
