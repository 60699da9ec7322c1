// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

namespace signalbox {

// Spans as OTLP/JSON (opentelemetry-proto, TracesData), which collectors and other tools read: ids in hex, times as
// decimal strings of nanoseconds, one resource for each service. Attribute values are strings: the store keeps their
// text, not their type.
QByteArray tracesAsOtlpJson(const QList<Span>& spans);

} // namespace signalbox
