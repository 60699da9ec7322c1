// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/translation.h"

#include <QCoreApplication>

namespace signalbox {

std::unique_ptr<QTranslator> installTranslation(const QLocale& locale)
{
    auto texts = std::make_unique<QTranslator>();
    if (!texts->load(locale, QStringLiteral("signalbox"), QStringLiteral("_"), QStringLiteral(":/i18n")))
        return nullptr;
    QCoreApplication::installTranslator(texts.get());
    return texts;
}

} // namespace signalbox
