// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qt_test_main.h"

#include "ui/shell/history.h"
#include "ui/shell/settings.h"

#include <QCoreApplication>
#include <QTemporaryDir>

using namespace signalbox;

class SettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void what_was_set_is_there_for_the_next_window();
    void a_broken_file_is_put_aside_and_begun_anew();
    void a_folder_that_cannot_be_written_harms_nothing();
    void history_goes_back_and_forward_as_a_browser_does();
};

void SettingsTest::init()
{
    test::failOnAnyWarning();
}

void SettingsTest::what_was_set_is_there_for_the_next_window()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("deep/settings.json"));
    Settings first(path);
    first.set(QStringLiteral("theme"), QStringLiteral("light"));
    first.setBytes(QStringLiteral("split.a"), QByteArray("\x00\xff\x01", 3));
    first.set(QStringLiteral("gone"), 1);
    first.remove(QStringLiteral("gone"));
    const Settings second(path);
    QCOMPARE(second.text(QStringLiteral("theme")), QStringLiteral("light"));
    QCOMPARE(second.bytes(QStringLiteral("split.a")), QByteArray("\x00\xff\x01", 3));
    QVERIFY(second.value(QStringLiteral("gone")).isUndefined());
    QCOMPARE(second.text(QStringLiteral("never"), QStringLiteral("else")), QStringLiteral("else"));
}

void SettingsTest::a_broken_file_is_put_aside_and_begun_anew()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("settings.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ not json");
    file.close();
    Settings settings(path);
    QVERIFY(settings.value(QStringLiteral("theme")).isUndefined());
    QVERIFY(QFile::exists(path + QStringLiteral(".broken")));
    settings.set(QStringLiteral("theme"), QStringLiteral("dark"));
    QCOMPARE(Settings(path).text(QStringLiteral("theme")), QStringLiteral("dark"));
}

void SettingsTest::a_folder_that_cannot_be_written_harms_nothing()
{
    Settings settings(QStringLiteral("/proc/no/such/settings.json"));
    settings.set(QStringLiteral("theme"), QStringLiteral("dark"));
    QCOMPARE(settings.text(QStringLiteral("theme")), QStringLiteral("dark"));
}

void SettingsTest::history_goes_back_and_forward_as_a_browser_does()
{
    History history;
    const Link a{Link::Kind::Page, QStringLiteral("a")};
    const Link b{Link::Kind::Page, QStringLiteral("b")};
    const Link c{Link::Kind::Trace, QStringLiteral("c")};
    QVERIFY(!history.canGoBack());
    for (const Link& place : {a, b, b, c})
        history.visit(place);
    QCOMPARE(history.back(), b);
    QCOMPARE(history.back(), a);
    QVERIFY(!history.canGoBack());
    QCOMPARE(history.forward(), b);
    history.visit(a);
    QVERIFY(!history.canGoForward());
    QCOMPARE(history.back(), b);
}

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, SettingsTest>(argc, argv);
}

#include "settings_test.moc"
