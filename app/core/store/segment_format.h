// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <cstdint>

namespace signalbox {

// A log segment is two append-only files: `<id>.log`, the masked UTF-8 bytes of the lines, each ended by '\n', and
// `<id>.col`, one LogColumns record a line. The number of lines and bytes that count is the row in `segments`; what
// lies behind them was not committed. A search is a scan of a few megabytes at memory speed, a filter by service or
// level reads the records alone, and pruning is deleting two files. Little-endian, as all machines that we support.
struct LogColumns
{
    qint64 timeNs = 0;
    quint32 offset = 0;  // of the line's first byte
    quint32 length = 0;  // without the line end
    quint32 service = 0; // id of `strings`
    quint8 level = 0;
    std::array<quint8, 3> reserved{};
    std::array<quint8, 16> trace{};
    std::array<quint8, 8> span{};
};
static_assert(sizeof(LogColumns) == 48);

// What SQLite says of one segment.
struct Segment
{
    qint64 id = 0;
    qint64 firstLog = 0; // id of its first line; ids run on without gaps
    qint64 lines = 0;
    qint64 bytes = 0;
    qint64 firstNs = 0; // smallest and largest time in it
    qint64 lastNs = 0;

    qint64 endLog() const { return firstLog + lines; }
};

QString segmentTextFile(const QString& segmentsDir, qint64 id);
QString segmentColumnsFile(const QString& segmentsDir, qint64 id);

} // namespace signalbox
