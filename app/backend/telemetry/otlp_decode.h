// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/records.h"

namespace signalbox {

// What one ExportTraceServiceRequest held. Spans without valid ids or times are left out and counted, as OTLP's
// partial success wants it.
struct DecodedTraces
{
    QList<Span> spans;
    qint64 rejected = 0;
};

// Any bytes are allowed to come in: what is no such message is InvalidData, what is too much of a message
// (attributes, events, links, long values) is cut.
Result<DecodedTraces> decodeTraces(const QByteArray& body);

// The body of the answer, ExportTraceServiceResponse.
QByteArray encodeTracesResponse(qint64 rejected);
// The body of a failed answer, google.rpc.Status; codes of gRPC.
QByteArray encodeStatus(int code, const QString& message);

} // namespace signalbox
