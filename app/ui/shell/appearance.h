// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/desktop_theme.h"

#include <QObject>

class QApplication;

namespace signalbox {

class Settings;
class Theme;

// Which theme the application is in: as the user chose, else as the desktop prefers, else dark.
class Appearance : public QObject
{
    Q_OBJECT

public:
    enum class Mode { System, Dark, Light };

    Appearance(QApplication& app, Settings& settings, QObject* parent = nullptr);

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    void toggle(); // to the other one of what is seen
    const Theme& theme() const;

private:
    void apply();

    QApplication& m_app;
    Settings& m_settings;
    DesktopTheme m_desktop;
    Mode m_mode = Mode::System;
};

} // namespace signalbox
