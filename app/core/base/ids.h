// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace signalbox {

// 32 lower-case hex digits, random, never all zero (W3C Trace Context 2, trace-id).
QString newTraceId();
// 16 lower-case hex digits, random, never all zero (parent-id).
QString newSpanId();
// "00-<trace>-<span>-03": sampled, and the trace id is random (Trace Context 2, flags).
QString traceparent(const QString& traceId, const QString& spanId);
// RFC 9562 UUID version 7 in the usual 8-4-4-4-12 form.
QString newUuidV7();
// 32 random bytes, base64url without padding: passwords and keys of a stack.
QString newSecret();

bool isTraceId(const QString& text);

} // namespace signalbox
