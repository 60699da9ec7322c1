// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/span_batch.h"
#include "core/base/result.h"

namespace signalbox {

// What one ExportTraceServiceRequest held. Spans without valid ids or times are left out and counted, as OTLP's
// partial success wants it.
struct DecodedTraces
{
    SpanBatch spans;
    qint64 rejected = 0;
};

// Any bytes are allowed to come in: what is no such message is InvalidData, what is too much of a message
// (attributes, events, links, long values) is cut.
Result<DecodedTraces> decodeTraces(const QByteArray& body);

} // namespace signalbox
