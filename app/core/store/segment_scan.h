// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/line_match.h"
#include "core/store/records.h"
#include "core/store/segment_format.h"

#include <QByteArrayView>
#include <QSet>

#include <functional>

namespace signalbox {

// Which lines a scan lets through. The columns decide first; text is read only for what is left.
struct LineFilter
{
    qint64 fromNs = 0; // 0 = open
    qint64 toNs = 0;
    qint64 firstId = 0; // inclusive
    qint64 endId = 0;   // exclusive; 0 = open
    bool anyService = true;
    QSet<quint32> services; // ids of `strings`
    LogLevel minLevel = LogLevel::Unknown;
    QByteArray traceId; // 16 bytes, or empty
    QString text;       // case-insensitive substring
    LineMatch match;    // of the text

    bool accepts(const LogColumns& columns) const;
    bool canMatch(const Segment& segment) const;
};

enum class ScanDirection { Forward, Backward };

// Called for each line that passes, with its id; returns false to end the scan. `text` is empty when the scan was not
// asked for it, and valid during the call only.
using LineVisitor = std::function<bool(qint64 id, const LogColumns& columns, QByteArrayView text)>;

// Reads with pread up to what is committed: a mapping of a file that somebody truncates ends in SIGBUS. Lines that
// are missing on disk are left out. Returns false when the visitor ended the scan.
class SegmentScanner
{
public:
    SegmentScanner(QString segmentsDir, LineFilter filter, ScanDirection direction, bool wantsText);
    bool scan(const Segment& segment, const LineVisitor& visit) const;

private:
    struct Files;
    bool scanBlock(const Files& files, qint64 first, qint64 count, const LineVisitor& visit) const;

    QString m_segmentsDir;
    LineFilter m_filter;
    ScanDirection m_direction;
    bool m_wantsText;
};

} // namespace signalbox
