// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

namespace signalbox {

// A line that is no JSON, read by its shape. `message` has no colours and no time in front.
struct PlainLine
{
    qint64 timeNs = 0; // 0 = it says none
    LogLevel level = LogLevel::Unknown;
    QByteArray message;
};
PlainLine parsePlainLine(const QByteArray& text);

// key=value key="quoted value" …; empty when the line does not begin like that.
Attributes logfmtPairs(QByteArrayView text);

// Without CSI and OSC sequences (ECMA-48).
QByteArray withoutAnsi(const QByteArray& text);

// A clock in a line may be wrong, or not a clock at all: between 2001 and a day after it arrived it is believed.
bool plausibleTime(qint64 ns, qint64 arrivalNs);

} // namespace signalbox
