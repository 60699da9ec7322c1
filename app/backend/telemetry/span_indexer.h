// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/span_segment_format.h"

#include <QList>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace signalbox {

// Makes the indexes of full segments on a thread of its own, so that the writer never waits for one. An index counts
// when the writer has committed what result() says; one that could not be written is made after the next start, and
// until then its segment is read from end to end.
class SpanIndexer
{
public:
    explicit SpanIndexer(QString segmentsDir);
    ~SpanIndexer(); // what is not begun is left for the next start
    Q_DISABLE_COPY_MOVE(SpanIndexer)

    // `earlier`: the segments that may have parts of its traces.
    void request(const SpanSegment& segment, QList<SpanSegment> earlier);
    // The segments whose indexes are made, with the columns of SQLite that say so.
    std::vector<SpanSegment> results();

private:
    struct Request
    {
        SpanSegment segment;
        QList<SpanSegment> earlier;
    };
    void work();
    bool make(Request& request) const;

    QString m_segmentsDir;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Request> m_requests;
    std::vector<SpanSegment> m_results;
    bool m_stopping = false;
    std::thread m_thread; // last: it uses the others
};

} // namespace signalbox
