// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "core/base/translation.h"

#include <QCoreApplication>

int main(int argc, char* argv[])
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("signalbox"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    const auto translation = signalbox::installTranslation(QLocale());
    signalbox::Terminal terminal(stdout, stderr);
    return static_cast<int>(signalbox::runCommandLine(QCoreApplication::arguments().mid(1), terminal));
}
