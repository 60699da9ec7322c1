// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/span_segment_format.h"

#include <bit>
#include <cstring>

namespace signalbox {
namespace {

QLatin1String suffixOf(SpanFile file)
{
    switch (file) {
    case SpanFile::Columns: return QLatin1String(".spans");
    case SpanFile::Data: return QLatin1String(".spand");
    case SpanFile::References: return QLatin1String(".spanr");
    case SpanFile::Index: break;
    }
    return QLatin1String(".spani");
}

// The finalizer of MurmurHash3 (Austin Appleby, public domain): every bit of the input moves every bit of the result.
quint64 mixed(quint64 value)
{
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53ULL;
    return value ^ (value >> 33);
}

} // namespace

QString spanSegmentFile(const QString& segmentsDir, qint64 id, SpanFile file)
{
    return QStringLiteral("%1/%2%3").arg(segmentsDir).arg(id, 10, 10, QLatin1Char('0')).arg(suffixOf(file));
}

quint64 hashOf(const TraceKey& trace)
{
    std::array<quint64, 2> halves{};
    std::memcpy(halves.data(), trace.data(), trace.size());
    return mixed(halves[0] ^ std::rotl(mixed(halves[1]), 32));
}

quint64 hashOf(std::string_view text)
{
    quint64 hash = 0xcbf29ce484222325ULL; // FNV-1a
    for (const char byte : text)
        hash = (hash ^ static_cast<quint8>(byte)) * 0x100000001b3ULL;
    return mixed(hash);
}

} // namespace signalbox
