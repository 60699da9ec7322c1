// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/otlp_signal.h"

#include <QByteArray>
#include <QString>

namespace signalbox {

// The bodies of OTLP's answers, in the encoding of the request (OTLP 1.5, "OTLP/HTTP Response").
enum class OtlpEncoding { Protobuf, Json };

// What became of a request that was understood or not. Rejected are the records of an accepted request that could not
// be kept; `message` says why, or why nothing was accepted.
struct OtlpOutcome
{
    RpcCode code = RpcCode::Ok;
    qint64 rejected = 0;
    QString message = {};
};

// Export…ServiceResponse: empty, or with the partial success.
QByteArray encodeOtlpResponse(OtlpSignal signal, const OtlpOutcome& outcome, OtlpEncoding encoding);

// google.rpc.Status; with `retrySeconds` > 0 it carries a google.rpc.RetryInfo.
QByteArray encodeRpcStatus(const OtlpOutcome& outcome, OtlpEncoding encoding, int retrySeconds = 0);

} // namespace signalbox
