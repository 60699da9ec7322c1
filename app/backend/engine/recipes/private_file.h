// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace signalbox {

// Writes a file that only its owner may read, whole or not at all; private before its first byte is in it. Makes the
// folder (0700) when it is missing.
Result<void> writePrivateFile(const QString& path, const QByteArray& content);

Result<QByteArray> readWholeFile(const QString& path);

} // namespace signalbox
