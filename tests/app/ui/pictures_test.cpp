// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qt_test_main.h"
#include "support/window_fixture.h"

#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/status_label.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>

using namespace signalbox;

// What the window looks like, as far as a program can tell. With SIGNALBOX_PICTURES=<folder> it leaves what it saw.
class PicturesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void no_label_is_elided_data();
    void no_label_is_elided();
    void what_lies_over_the_window_is_whole();

private:
    static QStringList elidedIn(const QWidget& window);
    static void keep(QWidget& widget, const QString& name);
};

void PicturesTest::init()
{
    test::failOnAnyWarning();
}

void PicturesTest::no_label_is_elided_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("page");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("language");
    for (const char* page : {"stack", "map"})
        for (const bool dark : {true, false})
            for (const char* language : {"en", "de"})
                for (const QSize size : {QSize(1440, 900), QSize(1100, 700)})
                    QTest::addRow("%s %s %s %d", page, dark ? "dark" : "light", language, size.width())
                        << size << QString::fromLatin1(page) << dark << QString::fromLatin1(language);
}

void PicturesTest::no_label_is_elided()
{
    QFETCH(QSize, size);
    QFETCH(QString, page);
    QFETCH(bool, dark);
    QFETCH(QString, language);
    test::WindowFixture fixture;
    fixture.language.use(language);
    fixture.appearance.setMode(dark ? Appearance::Mode::Dark : Appearance::Mode::Light);
    auto& invoices = fixture.sample.state(QStringLiteral("invoices"));
    invoices.phase = Phase::Waiting;
    invoices.waitingFor = {QStringLiteral("rabbitmq")};
    fixture.sample.state(QStringLiteral("rabbitmq")).phase = Phase::Starting;
    MainWindow& window = fixture.open();
    fixture.attach();
    window.resize(size);
    window.showPage(page);
    window.currentPage()->selectSample();
    QTRY_VERIFY(window.currentPage()->isContentReady());
    for (int round = 0; round < 5; ++round) // a layout within a layout asks for another round
        QCoreApplication::processEvents();
    keep(window,
         QStringLiteral("%1-%2-%3-%4")
             .arg(page, dark ? QStringLiteral("dark") : QStringLiteral("light"), language)
             .arg(size.width()));
    QCOMPARE(elidedIn(window).join(QStringLiteral(" # ")), QString());
}

void PicturesTest::what_lies_over_the_window_is_whole()
{
    test::WindowFixture fixture;
    fixture.appearance.setMode(Appearance::Mode::Dark);
    auto& invoices = fixture.sample.state(QStringLiteral("invoices"));
    invoices.phase = Phase::Backoff;
    invoices.reason = QStringLiteral("exited by SIGSEGV 3 times in 40 s; it is restarted in 4 s.");
    invoices.lastLines = {QStringLiteral("14:31:07.120 info  handling"),
                          QStringLiteral("14:31:07.121 fatal signal 11")};
    MainWindow& window = fixture.open();
    fixture.attach();
    window.currentPage()->selectSample();
    QTRY_VERIFY(window.currentPage()->isContentReady());
    window.runCommand(QStringLiteral("palette"));
    QTest::keyClicks(window.findChild<QLineEdit*>(QStringLiteral("paletteField")), QStringLiteral("inv"));
    for (int round = 0; round < 5; ++round)
        QCoreApplication::processEvents();
    keep(window, QStringLiteral("palette"));
    QVERIFY(window.rect().contains(window.findChild<QWidget*>(QStringLiteral("palette"))->geometry()));
    QTest::keyClick(window.findChild<QLineEdit*>(QStringLiteral("paletteField")), Qt::Key_Escape);
    window.close();
    auto* question = window.findChild<CloseQuestion*>();
    QVERIFY(question);
    for (int round = 0; round < 5; ++round)
        QCoreApplication::processEvents();
    keep(*question, QStringLiteral("question"));
    QCOMPARE(elidedIn(*question).join(QStringLiteral(" # ")), QString());
}

void PicturesTest::keep(QWidget& widget, const QString& name)
{
    const QPixmap picture = widget.grab();
    if (const QString folder = qEnvironmentVariable("SIGNALBOX_PICTURES"); !folder.isEmpty())
        picture.save(QStringLiteral("%1/%2.png").arg(folder, name));
}

QStringList PicturesTest::elidedIn(const QWidget& window)
{
    QStringList elided;
    // Sideways only here: a word cut in its height is a layout too small, found as such.
    for (const auto* label : window.findChildren<ElidedLabel*>())
        if (label->isVisible() && label->isElided())
            elided.append(label->fullText());
    for (const auto* label : window.findChildren<StatusLabel*>())
        if (label->isVisible() && !label->text().isEmpty() && label->width() < label->sizeHint().width())
            elided.append(label->text());
    for (const auto* label : window.findChildren<QLabel*>())
        if (label->isVisible() && !label->text().isEmpty() && !label->wordWrap() &&
            !qobject_cast<const ElidedLabel*>(label) && label->width() < label->sizeHint().width())
            elided.append(label->text());
    for (const auto* button : window.findChildren<QPushButton*>())
        if (button->isVisible() && !button->text().isEmpty() && button->width() < button->sizeHint().width())
            elided.append(button->text());
    for (const auto* header : window.findChildren<QHeaderView*>())
        for (int section = 0; header->isVisible() && section < header->count(); ++section)
            if (!header->isSectionHidden(section) &&
                header->sectionSize(section) <
                    QFontMetrics(uiFont(12))
                            .horizontalAdvance(header->model()->headerData(section, header->orientation()).toString()) +
                        16)
                elided.append(header->model()->headerData(section, header->orientation()).toString());
    return elided;
}

int main(int argc, char* argv[])
{
    return test::run<QApplication, PicturesTest>(argc, argv);
}

#include "pictures_test.moc"
