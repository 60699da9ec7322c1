// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paths.h"

namespace signalbox::test {

QString sourcePath(const char* relative)
{
    return QStringLiteral(SIGNALBOX_SOURCE_DIR "/") + QString::fromUtf8(relative);
}

QString programFolder()
{
    return QStringLiteral(SIGNALBOX_BIN_DIR);
}

} // namespace signalbox::test
