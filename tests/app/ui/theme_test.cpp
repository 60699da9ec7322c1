// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qt_test_main.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QIcon>
#include <QPainter>
#include <QPixmap>
#include <QWidget>

using namespace signalbox;

// Colours are promises: what is written here is what a person can read.
class ThemeTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void text_can_be_read_on_every_ground_data();
    void text_can_be_read_on_every_ground();
    void faint_marks_can_be_seen_on_every_ground();
    void whatever_is_made_readable_is_readable();
    void a_widget_knows_its_theme_through_style_sheets();
    void a_declared_hue_wins_and_others_are_stable();
    void every_tone_has_an_icon_of_its_colour();
};

namespace {

const QList<Token> grounds{Token::Background, Token::Surface, Token::Raised};

} // namespace

void ThemeTest::init()
{
    test::failOnAnyWarning();
}

void ThemeTest::text_can_be_read_on_every_ground_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<Token>("token");
    // Idle is for icons alone: its words are drawn dim (StatusLabel, the style sheet), so it is not in this list.
    const QList<QPair<const char*, Token>> tokens{{"text", Token::Text},
                                                  {"dim", Token::Dim},
                                                  {"accent", Token::Accent},
                                                  {"ok", Token::Ok},
                                                  {"busy", Token::Busy},
                                                  {"warn", Token::Warn},
                                                  {"fail", Token::Fail}};
    for (const bool dark : {true, false})
        for (const auto& [name, token] : tokens)
            QTest::addRow("%s %s", dark ? "dark" : "light", name) << dark << token;
}

void ThemeTest::text_can_be_read_on_every_ground()
{
    QFETCH(bool, dark);
    QFETCH(Token, token);
    const Theme& theme = dark ? Theme::dark() : Theme::light();
    for (const Token ground : grounds)
        QVERIFY2(contrast(theme.color(token), theme.color(ground)) >= 4.5,
                 qPrintable(QString::number(contrast(theme.color(token), theme.color(ground)))));
}

void ThemeTest::faint_marks_can_be_seen_on_every_ground()
{
    // Lines and icons, no words: WCAG 2.2 SC 1.4.11 asks for 3:1 of what carries meaning. Faint carries none (disabled
    // controls, edges beside their arrowheads) and is 2.8:1 on the light background.
    for (const Theme* theme : {&Theme::dark(), &Theme::light()}) {
        for (const Token ground : grounds) {
            QVERIFY(contrast(theme->color(Token::Idle), theme->color(ground)) >= 3);
            QVERIFY(contrast(theme->color(Token::Faint), theme->color(ground)) >= 2.8);
        }
    }
}

void ThemeTest::whatever_is_made_readable_is_readable()
{
    for (const Theme* theme : {&Theme::dark(), &Theme::light()})
        for (const Token ground : {Token::Background, Token::Surface, Token::Raised, Token::Selection})
            for (const Token token : {Token::Ok,
                                      Token::Busy,
                                      Token::Warn,
                                      Token::Fail,
                                      Token::Idle,
                                      Token::Faint,
                                      Token::Dim,
                                      Token::Accent,
                                      Token::Border})
                QVERIFY(contrast(theme->readable(theme->color(token), theme->color(ground)), theme->color(ground)) >=
                        4.5);
    const QColor accent = Theme::dark().color(Token::Accent);
    QCOMPARE(Theme::dark().readable(accent, Theme::dark().color(Token::Surface)), accent);
}

void ThemeTest::a_widget_knows_its_theme_through_style_sheets()
{
    for (const Theme* theme : {&Theme::dark(), &Theme::light()}) {
        applyTheme(*qApp, *theme);
        QWidget parent;
        QWidget child(&parent);
        child.setStyleSheet(QStringLiteral("background: #808080; color: #808080;"));
        parent.show();
        QCOMPARE(&Theme::of(&parent), theme);
        QCOMPARE(&Theme::of(&child), theme);
    }
}

void ThemeTest::a_declared_hue_wins_and_others_are_stable()
{
    const Theme& theme = Theme::dark();
    QCOMPARE(theme.serviceHue(QStringLiteral("a"), QStringLiteral("#102030")), QColor(0x10, 0x20, 0x30));
    QCOMPARE(theme.serviceHue(QStringLiteral("a"), QStringLiteral("no colour")), theme.serviceHue(QStringLiteral("a")));
    QVERIFY(theme.serviceHue(QStringLiteral("a"), QStringLiteral("hue:1")) !=
            theme.serviceHue(QStringLiteral("a"), QStringLiteral("hue:2")));
    QCOMPARE(theme.serviceHue(QStringLiteral("warehouse")), Theme::light().serviceHue(QStringLiteral("warehouse")));
}

void ThemeTest::every_tone_has_an_icon_of_its_colour()
{
    const Theme& theme = Theme::light();
    QList<QImage> seen;
    for (const StatusTone tone :
         {StatusTone::Ok, StatusTone::Busy, StatusTone::Warn, StatusTone::Fail, StatusTone::Idle}) {
        const QImage image = toneIcon(tone, theme).pixmap(64, 64).toImage();
        bool has = false;
        for (int y = 0; y < image.height() && !has; ++y)
            for (int x = 0; x < image.width() && !has; ++x)
                has = image.pixelColor(x, y) == theme.tone(tone);
        QVERIFY(has);
        QVERIFY(!seen.contains(image)); // never colour alone: the shapes differ, too
        seen.append(image);
    }
    QVERIFY(toneIcon(StatusTone::None, theme).isNull());
}

int main(int argc, char* argv[])
{
    return test::run<QApplication, ThemeTest>(argc, argv);
}

#include "theme_test.moc"
