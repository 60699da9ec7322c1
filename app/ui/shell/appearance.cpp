// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/appearance.h"

#include "ui/shell/settings.h"
#include "ui/theme/theme.h"

#include <QApplication>

namespace signalbox {
namespace {

const auto appearanceKey = QStringLiteral("theme");

Appearance::Mode modeFrom(const QString& name)
{
    if (name == QLatin1String("dark"))
        return Appearance::Mode::Dark;
    return name == QLatin1String("light") ? Appearance::Mode::Light : Appearance::Mode::System;
}

QString nameOf(Appearance::Mode mode)
{
    switch (mode) {
    case Appearance::Mode::System: return QStringLiteral("system");
    case Appearance::Mode::Dark: return QStringLiteral("dark");
    case Appearance::Mode::Light: return QStringLiteral("light");
    }
    return {};
}

} // namespace

Appearance::Appearance(QApplication& app, Settings& settings, QObject* parent)
    : QObject(parent)
    , m_app(app)
    , m_settings(settings)
    , m_mode(modeFrom(settings.text(appearanceKey)))
{
    connect(&m_desktop, &DesktopTheme::changed, this, &Appearance::apply);
    apply();
}

void Appearance::setMode(Mode mode)
{
    m_mode = mode;
    m_settings.set(appearanceKey, nameOf(mode));
    apply();
}

void Appearance::toggle()
{
    setMode(theme().isDark() ? Mode::Light : Mode::Dark);
}

const Theme& Appearance::theme() const
{
    const bool dark = m_mode == Mode::Dark || (m_mode == Mode::System && m_desktop.prefersDark().value_or(true));
    return dark ? Theme::dark() : Theme::light();
}

void Appearance::apply()
{
    applyTheme(m_app, theme());
}

} // namespace signalbox
