// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inspection.h"

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

class QApplication;
class QIcon;
class QWidget;

namespace signalbox {

enum class Token {
    Background,
    Surface,
    Raised,
    Border,
    Grid,
    Text,
    Dim,
    Faint,
    Accent,
    Selection,
    Ok,
    Busy,
    Warn,
    Fail,
    Idle
};

// The colours and fonts of one look; constant tables, no state. Colours are written here and nowhere else.
class Theme
{
public:
    static const Theme& dark();
    static const Theme& light();
    // The theme a widget is drawn in, read off its palette: widgets ask in paintEvent and need not be told of a change.
    static const Theme& of(const QWidget* widget);
    static const Theme& of(const QPalette& palette);

    bool isDark() const { return m_dark; }
    QColor color(Token token) const;
    QColor tone(StatusTone tone) const;
    // `color` moved towards the text colour until it can be read on `ground` (contrast ≥ 4.5:1, WCAG 2.2 SC 1.4.3).
    QColor readable(const QColor& color, const QColor& ground) const;
    // `color` as serviceColor() says it; by the name alone when it says nothing.
    QColor serviceHue(const QString& service, const QString& color = {}) const;
    QPalette palette() const;
    QString styleSheet() const; // what the palette cannot say: borders, radii, paddings

private:
    explicit Theme(bool dark);
    bool m_dark;
};

// Sets style (Fusion), palette, style sheet and fonts of the whole application.
void applyTheme(QApplication& app, const Theme& theme);

// WCAG 2.2 contrast ratio of two opaque colours, 1 to 21.
double contrast(const QColor& a, const QColor& b);

QFont uiFont(int pixels = 13, QFont::Weight weight = QFont::Normal); // Inter
QFont dataFont(int pixels = 12);                                     // JetBrains Mono
constexpr int rowHeight = 24;

// Symbolic icons, drawn in one weight and coloured by token: "ok" "busy" "warn" "fail" "idle" "play" "stop" "restart"
// "search" "theme" "clock" "close" "copy" "send" "chevron" …; status icons by tone.
QIcon symbolIcon(const QString& name, const QColor& color);
QIcon toneIcon(StatusTone tone, const Theme& theme);

} // namespace signalbox
