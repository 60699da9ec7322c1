// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/records.h"

namespace signalbox {

// The records of one ExportLogsServiceRequest as lines beside those that processes write: JSON with the members that
// the log parser knows (time, level, msg, trace_id, span_id), then the record's attributes. Every record can be kept;
// one without a time that can be right has `nowNs`. InvalidData when the bytes are no such message.
Result<QList<LogLine>> decodeLogs(const QByteArray& body, qint64 nowNs);

} // namespace signalbox
