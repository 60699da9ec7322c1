// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "models/service_colors.h"

#include <QApplication>
#include <QHash>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

#include <algorithm>
#include <array>
#include <cmath>

namespace signalbox {
namespace {

struct TokenColor
{
    Token token;
    QRgb dark;
    QRgb light;
};

constexpr std::array tokenColors{
    TokenColor{Token::Background, 0xff12151a, 0xfff3f5f7},
    TokenColor{Token::Surface, 0xff181c22, 0xffffffff},
    TokenColor{Token::Raised, 0xff1f252d, 0xfff8f9fb},
    TokenColor{Token::Border, 0xff2b323c, 0xffdde2e8},
    TokenColor{Token::Grid, 0xff232a33, 0xffe9edf1},
    TokenColor{Token::Text, 0xffe4e8ee, 0xff1a2027},
    TokenColor{Token::Dim, 0xff97a1af, 0xff5a6573},
    TokenColor{Token::Faint, 0xff667180, 0xff8a94a1},
    TokenColor{Token::Accent, 0xff5aa7ff, 0xff0b66c3},
    TokenColor{Token::Selection, 0xff23344a, 0xffdcebfb},
    TokenColor{Token::Ok, 0xff49c486, 0xff157f4a},
    TokenColor{Token::Busy, 0xffe9b44c, 0xff946300},
    TokenColor{Token::Warn, 0xfff08c3a, 0xffb45309},
    TokenColor{Token::Fail, 0xfff2606a, 0xffc4262e},
    TokenColor{Token::Idle, 0xff7d8795, 0xff6a7380},
};

// Of equal lightness, so that no service without a declared colour stands out by chance.
constexpr std::array<QRgb, hueCount> hues{0xff8f7ee7,
                                          0xffe07a5f,
                                          0xffc58bd6,
                                          0xffd9a441,
                                          0xff4aa3df,
                                          0xff5fb47a,
                                          0xffd46a9f,
                                          0xff48b5b0,
                                          0xff9a8f6a,
                                          0xff7089b5,
                                          0xffe0873f,
                                          0xffc9584f};

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QColor blend(const QColor& from, const QColor& to, float share)
{
    return QColor::fromRgbF(from.redF() + (to.redF() - from.redF()) * share,
                            from.greenF() + (to.greenF() - from.greenF()) * share,
                            from.blueF() + (to.blueF() - from.blueF()) * share);
}

void setDisabledColors(QPalette& palette, const Theme& theme)
{
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, theme.color(Token::Faint));
}

} // namespace

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Theme::Theme(bool dark)
    : m_dark(dark)
{
}

const Theme& Theme::dark()
{
    static const Theme theme(true);
    return theme;
}

const Theme& Theme::light()
{
    static const Theme theme(false);
    return theme;
}

const Theme& Theme::of(const QWidget* widget)
{
    return of(widget->palette());
}

const Theme& Theme::of(const QPalette& palette)
{
    // Style sheets write into most roles of a widget's palette, never into this one.
    return luminance(palette.color(QPalette::ToolTipBase)) < 0.5 ? dark() : light();
}

QColor Theme::color(Token token) const
{
    const auto found = std::ranges::find(tokenColors, token, &TokenColor::token);
    Q_ASSERT(found != tokenColors.end());
    return QColor::fromRgb(m_dark ? found->dark : found->light);
}

QColor Theme::tone(StatusTone tone) const
{
    switch (tone) {
    case StatusTone::None: return color(Token::Text);
    case StatusTone::Ok: return color(Token::Ok);
    case StatusTone::Busy: return color(Token::Busy);
    case StatusTone::Warn: return color(Token::Warn);
    case StatusTone::Fail: return color(Token::Fail);
    case StatusTone::Idle: return color(Token::Idle);
    }
    return color(Token::Text);
}

QColor Theme::readable(const QColor& color, const QColor& ground) const
{
    const QColor text = this->color(Token::Text);
    for (int step = 0; step < 20; ++step) {
        const QColor candidate = blend(color, text, static_cast<float>(step) / 20.F);
        if (contrast(candidate, ground) >= 4.5)
            return candidate;
    }
    return text;
}

QColor Theme::serviceHue(const QString& service, const QString& color) const
{
    if (const QColor declared(color); color.startsWith(QLatin1Char('#')) && declared.isValid())
        return declared;
    const QString place = QStringLiteral("hue:");
    const int hue = color.startsWith(place) ? color.mid(place.size()).toInt() : hueOfName(service);
    return QColor::fromRgb(hues[static_cast<std::size_t>(hue) % hues.size()]);
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, color(token)); };
    set(QPalette::Window, Token::Background);
    set(QPalette::WindowText, Token::Text);
    set(QPalette::Base, Token::Surface);
    set(QPalette::AlternateBase, Token::Surface);
    set(QPalette::Text, Token::Text);
    set(QPalette::PlaceholderText, Token::Dim);
    set(QPalette::Button, Token::Raised);
    set(QPalette::ButtonText, Token::Text);
    set(QPalette::BrightText, Token::Fail);
    set(QPalette::Light, Token::Border);
    set(QPalette::Midlight, Token::Border);
    set(QPalette::Mid, Token::Border);
    set(QPalette::Dark, Token::Border);
    set(QPalette::Shadow, Token::Background);
    set(QPalette::Highlight, Token::Selection);
    set(QPalette::HighlightedText, Token::Text);
    set(QPalette::Link, Token::Accent);
    set(QPalette::LinkVisited, Token::Accent);
    set(QPalette::ToolTipBase, Token::Raised);
    set(QPalette::ToolTipText, Token::Text);
    setDisabledColors(palette, *this);
    return palette;
}

void applyTheme(QApplication& app, const Theme& theme)
{
    if (app.style()->name().compare(QStringLiteral("fusion"), Qt::CaseInsensitive) != 0)
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(uiFont());
    QApplication::setPalette(theme.palette());
    app.setStyleSheet(theme.styleSheet());
}

QFont uiFont(int pixels, QFont::Weight weight)
{
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("sans-serif")});
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

QFont dataFont(int pixels)
{
    QFont font;
    font.setFamilies({QStringLiteral("JetBrains Mono"), QStringLiteral("monospace")});
    font.setStyleHint(QFont::Monospace);
    font.setPixelSize(pixels);
    // Ligatures turn "!=" and ">=" into one sign; text from outside is shown as it came. Scripts that cannot be
    // written without shaping are shaped all the same.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

} // namespace signalbox
