// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/translation.h"

#include <QCoreApplication>

namespace signalbox {

std::unique_ptr<QTranslator> installTranslation(const QLocale& locale)
{
    auto texts = std::make_unique<QTranslator>();
    for (const QLocale& each : {locale, QLocale(QLocale::English)}) {
        if (texts->load(each, QStringLiteral("signalbox"), QStringLiteral("_"), QStringLiteral(":/i18n")))
            break;
    }
    QCoreApplication::installTranslator(texts.get());
    return texts;
}

} // namespace signalbox
