// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace signalbox {

qint64 logSize(const QString& file);
// The last lines that were written behind `offset`, made harmless for display. Reads at most the last 16 KiB.
QStringList lastLogLines(const QString& file, qint64 offset, int count = 20);

} // namespace signalbox
