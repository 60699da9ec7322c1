// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/otlp_signal.h"
#include "core/base/result.h"

#include <QByteArray>

namespace signalbox {

// An OTLP request in JSON as the same request in Protocol Buffers, so that there is one decoder. OTLP's JSON is that
// of Protocol Buffers with trace and span ids in hexadecimal; unknown members are ignored (OTLP 1.5, "JSON Protobuf
// Encoding"). InvalidData when it is none.
Result<QByteArray> otlpJsonToProtobuf(OtlpSignal signal, const QByteArray& json);

} // namespace signalbox
