// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/hash_list.h"
#include "core/store/trace_table.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace signalbox {

// One span segment, read up to what is committed. With an index a trace costs a few small reads; without one (the
// segment that is being written) the rows are read as a whole and kept, so that the next look reads only what is new.
// Nothing in the files is trusted: what is out of bounds is left out.
class SpanSegmentReader
{
public:
    SpanSegmentReader(QString segmentsDir, const SpanSegment& segment);

    const SpanSegment& segment() const { return m_segment; }
    bool hasIndex();
    // The same segment as it is now.
    void update(const SpanSegment& segment);
    // Gives back files and memory; of a segment without index what was read stays.
    void release();

    const std::vector<SpanColumns>& columns(); // of all rows
    const std::vector<TraceEntry>& traces();   // by start time
    std::optional<TraceEntry> find(const TraceKey& trace);
    std::vector<SpanColumns> rowsOf(const TraceKey& trace);           // in order of arrival
    std::vector<SpanColumns> rowsOf(const TraceEntry& entry);         // one of traces(); when many are asked for
    std::vector<SpanColumns> rowsReferencing(std::string_view value); // candidates
    std::vector<SpanColumns> newest(qint64 count);                    // newest last
    QByteArray data(const SpanColumns& row);
    void loadData(); // at once, when that of many rows is asked for

    // For the one who makes the index.
    std::vector<SpanReference> references();
    std::vector<quint64> traceHashes(); // of the index; empty when there is none

private:
    const ReadOnlyFile& file(SpanFile which);
    bool readHeader();
    std::vector<SpanColumns> rows(const std::vector<quint32>& numbers);
    HashListInFile traceList() const;
    HashListInFile referenceList() const;

    QString m_segmentsDir;
    SpanSegment m_segment;
    std::array<std::unique_ptr<ReadOnlyFile>, 4> m_files;
    std::optional<SpanIndexHeader> m_header; // marked when the index can be used
    std::vector<SpanColumns> m_columns;
    std::vector<TraceEntry> m_traces;
    std::vector<quint32> m_rowsByTrace;
    QByteArray m_data; // all of it, or nothing
};

} // namespace signalbox
