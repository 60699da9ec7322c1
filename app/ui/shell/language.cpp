// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/language.h"

#include "core/base/translation.h"
#include "ui/shell/settings.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

#include <algorithm>

namespace signalbox {
namespace {

const auto key = QStringLiteral("language");

QString ofDesktop()
{
    for (const QString& tag : QLocale::system().uiLanguages()) {
        const QString code = tag.section(QLatin1Char('-'), 0, 0);
        const auto known = Language::choices();
        if (std::ranges::any_of(known, [&](const Language::Choice& choice) { return choice.code == code; }))
            return code;
    }
    return QStringLiteral("en");
}

} // namespace

QList<Language::Choice> Language::choices()
{
    return {{QStringLiteral("en"), QStringLiteral("English")}, {QStringLiteral("de"), QStringLiteral("Deutsch")}};
}

Language::Language(Settings& settings)
    : m_settings(settings)
{
    const QString chosen = settings.text(key);
    install(chosen.isEmpty() ? ofDesktop() : chosen);
}

Language::~Language() = default;

void Language::use(const QString& code)
{
    m_settings.set(key, code);
    install(code);
}

void Language::install(const QString& code)
{
    m_current = code;
    m_texts.reset();
    m_qtTexts.reset();
    m_texts = installTranslation(QLocale(code));
    m_qtTexts = std::make_unique<QTranslator>();
    if (m_qtTexts->load(QStringLiteral("qtbase_%1").arg(code), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(m_qtTexts.get());
}

} // namespace signalbox
