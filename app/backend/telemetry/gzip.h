// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace signalbox {

// A gzip body (RFC 1952) unpacked to at most `maxBytes`: a few kilobytes can stand for gigabytes.
// Refused when there is more, InvalidData when it is none or cut short.
Result<QByteArray> gunzip(const QByteArray& packed, qsizetype maxBytes);

} // namespace signalbox
