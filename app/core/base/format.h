// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace signalbox {

// Short texts for numbers, the same in the window and on the command line. Times are nanoseconds since the epoch.
QString formatDuration(qint64 nanoseconds);   // "830 µs", "9.8 ms", "1.45 s", "3 m 10 s", "1 h 42 m"
QString formatBytes(qint64 bytes);            // "512 B", "38 MB", "2 GB" (decimal)
QString formatCount(qint64 count);            // "412", "1 243", "1.2 M"
QString formatClock(qint64 unixNanoseconds);  // local "14:31:08.120"
QString formatIsoUtc(qint64 unixNanoseconds); // RFC 3339 with milliseconds, "2026-11-20T14:31:08.120Z"
qint64 nowNanoseconds();

// Text from outside, made harmless and visible for one line of a plain-text widget: control characters, NUL and
// bidirectional overrides (Unicode UAX #9) become visible symbols, invalid UTF-8 becomes U+FFFD, length is cut.
QString visibleText(const QByteArray& utf8, int maxLength = 4096);
QString visibleText(const QString& text, int maxLength = 4096);

} // namespace signalbox
