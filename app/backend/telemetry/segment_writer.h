// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/segment_format.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace signalbox {

// Appends lines to the open segment. write() puts bytes behind what is committed; only after the caller's SQLite
// transaction has made them count does commit() move on, so a failed transaction is simply written over.
// Owned by the store's writer thread.
class SegmentWriter
{
public:
    SegmentWriter(QString segmentsDir, qint64 segmentBytes);
    ~SegmentWriter();
    SegmentWriter(SegmentWriter&&) = delete;

    // Goes on with the newest segment of an existing store. What the files lack of what was committed is given up.
    Segment resume(Segment newest);
    // The segment that the next lines belong to; a new one when there is none or it is full.
    Result<Segment> prepare(qint64 nextLog);
    // `text` are whole lines with their ends, `columns` one record each, offsets relative to `text`. Answers with the
    // segment as it is to be committed.
    Result<Segment> write(const QByteArray& text, std::vector<LogColumns>& columns);
    void commit(const Segment& segment) { m_committed = segment; }
    const Segment& current() const { return m_committed; }

private:
    struct Files;
    Result<void> openFiles(qint64 id);

    QString m_segmentsDir;
    qint64 m_segmentBytes;
    Segment m_committed; // id 0 = none yet
    std::unique_ptr<Files> m_files;
};

// Both files of a segment; missing ones are no error.
void removeSegmentFiles(const QString& segmentsDir, qint64 id);

} // namespace signalbox
