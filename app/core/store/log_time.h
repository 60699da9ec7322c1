// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace signalbox {

// A time that stands at the beginning of a text. `length` is what it takes; 0 = there is none.
struct ParsedTime
{
    qint64 ns = 0;
    qsizetype length = 0;
};

// RFC 3339 and its relatives: "2026-11-20T14:31:08.120Z", "2026-11-20 14:31:08.12+00:00", "2026-11-20 14:31:08.120
// UTC". A time without a zone, or with a zone that is a name and not UTC, is no answer: it could be any.
ParsedTime parseTime(QByteArrayView text);

// Seconds, milliseconds, microseconds or nanoseconds since the epoch, told apart by their size; fractions allowed.
qint64 parseEpoch(QByteArrayView number);

} // namespace signalbox
