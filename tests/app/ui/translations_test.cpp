// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

// Every string of app/ in every language: whoever adds one translates it (`ninja update_translations`).
class TranslationsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothing_is_left_untranslated_data();
    void nothing_is_left_untranslated();
    void placeholders_agree();

private:
    struct Message
    {
        QString source;
        QStringList texts;
        bool unfinished = false;
    };
    static QList<Message> read(const QString& path);
    static QString file(const QString& language)
    {
        return signalbox::test::sourcePath("translations/signalbox_%1.ts").arg(language);
    }
};

void TranslationsTest::init()
{
    signalbox::test::failOnAnyWarning();
}

void TranslationsTest::nothing_is_left_untranslated_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << QStringLiteral("de");
    QTest::newRow("English plurals") << QStringLiteral("en");
}

void TranslationsTest::nothing_is_left_untranslated()
{
    QFETCH(QString, language);
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("signalbox_%1.ts").arg(language));
    QVERIFY(QFile::copy(file(language), copy));
    QStringList arguments{signalbox::test::sourcePath("app"),
                          QStringLiteral("-extensions"),
                          QStringLiteral("cpp,h"),
                          QStringLiteral("-I"),
                          signalbox::test::sourcePath("app"),
                          QStringLiteral("-no-obsolete"),
                          QStringLiteral("-locations"),
                          QStringLiteral("none"),
                          QStringLiteral("-silent"),
                          QStringLiteral("-ts"),
                          copy};
    if (language == QLatin1String("en"))
        arguments.prepend(QStringLiteral("-pluralonly"));
    QProcess lupdate;
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    lupdate.start(QStringLiteral(SIGNALBOX_LUPDATE), arguments);
    QVERIFY(lupdate.waitForFinished(60'000));
    QVERIFY2(lupdate.exitCode() == 0, lupdate.readAll().constData());
    QStringList missing;
    const QList<Message> messages = read(copy);
    for (const Message& message : messages)
        if (message.unfinished)
            missing.append(message.source);
    QVERIFY(messages.size() > 10);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
}

void TranslationsTest::placeholders_agree()
{
    static const QRegularExpression placeholder(QStringLiteral("%(\\d|n)"));
    const auto placeholders = [](const QString& text) {
        QStringList found;
        for (auto match = placeholder.globalMatch(text); match.hasNext();)
            found.append(match.next().captured());
        found.sort();
        found.removeDuplicates();
        return found;
    };
    for (const char* language : {"de", "en"})
        for (const Message& message : read(file(QString::fromLatin1(language))))
            for (const QString& text : message.texts)
                QVERIFY2(placeholders(text) == placeholders(message.source), qPrintable(message.source));
}

QList<TranslationsTest::Message> TranslationsTest::read(const QString& path)
{
    QList<Message> messages;
    QFile input(path);
    if (!input.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&input);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("source"))
            messages.append({xml.readElementText(), {}, false});
        else if (xml.name() == QLatin1String("translation")) {
            messages.last().unfinished = xml.attributes().hasAttribute(QLatin1String("type"));
            // Plural forms come as one text: each of them has the same placeholders.
            messages.last().texts.append(xml.readElementText(QXmlStreamReader::IncludeChildElements));
        }
    }
    return messages;
}

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, TranslationsTest>(argc, argv);
}

#include "translations_test.moc"
