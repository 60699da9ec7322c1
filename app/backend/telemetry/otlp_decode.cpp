// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_decode.h"

#include "backend/telemetry/span_decoder.h"

#include <QCoreApplication>

#include <google/protobuf/stubs/logging.h>

namespace signalbox {

Result<DecodedTraces> decodeTraces(const QByteArray& body)
{
    // protobuf writes a line to stderr for every bad message: whoever sends such could fill our log with them.
    [[maybe_unused]] static const auto before = google::protobuf::SetLogHandler(nullptr);
    DecodedTraces decoded;
    decoded.spans.reserve(body.size() + body.size() / 8); // packed they are about as large as they came
    SpanDecoder decoder(decoded.spans);
    if (!decoder.request({body.constData(), static_cast<size_t>(body.size())}))
        return fail(Error::Code::InvalidData,
                    QCoreApplication::translate("Otlp", "The body is no ExportTraceServiceRequest."));
    decoded.rejected = decoder.rejected();
    return decoded;
}

} // namespace signalbox
