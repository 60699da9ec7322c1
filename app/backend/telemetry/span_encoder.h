// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/interner.h"
#include "backend/telemetry/span_batch.h"
#include "core/store/span_segment_format.h"

namespace signalbox {

class SpanDataWriter;

// Spans as a segment keeps them, gathered until they are written: masked, with ids in place of the texts that repeat.
class SpanEncoder
{
public:
    SpanEncoder(Interner& strings, const Masker& masker);

    // `firstRow` and `firstByte`: where in the segment what is gathered will stand.
    void begin(qint64 firstRow, qint64 firstByte);
    void add(const SpanBatch& batch);
    // One that is encoded already; `column`'s offset and length are set here.
    void add(SpanColumns column, std::string_view data, const std::vector<quint64>& referenceHashes);

    std::vector<SpanColumns>& columns() { return m_columns; }
    const std::vector<SpanColumns>& columns() const { return m_columns; }
    const std::string& data() const { return m_data; }
    const std::vector<SpanReference>& references() const { return m_references; }

private:
    void span(SpanBatchReader& from, const std::vector<quint32>& services);
    void attributes(SpanBatchReader& from, SpanDataWriter& to, bool canRefer);
    void text(std::string_view utf8, SpanDataWriter& to);
    void refer(quint32 key, std::string_view value);
    void refer(quint64 hash);

    Interner& m_strings;
    const Masker& m_masker;
    qint64 m_firstRow = 0;
    qint64 m_firstByte = 0;
    std::vector<SpanColumns> m_columns;
    std::string m_data;
    std::vector<SpanReference> m_references;
    quint32 m_messageId = 0; // keys whose values lead from elsewhere to a trace
    quint32 m_outboxId = 0;
    quint32 m_conversationId = 0;
};

} // namespace signalbox
