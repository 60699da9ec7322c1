// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/openapi/api_document.h"
#include "platform/schema/schema_parts.h"

#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QDir>
#include <QFile>

using namespace platform;

// What the documents of contracts/ say has to be what is checked: the validator is silent about what it does not know.
class OpenapiDocumentsTest : public QObject
{
    Q_OBJECT

    static void addFiles(const char* folder, const char* pattern)
    {
        QTest::addColumn<QString>("path");
        const QDir dir(signalbox::test::sourcePath(folder));
        const QStringList names = dir.entryList({QString::fromLatin1(pattern)});
        QVERIFY(!names.isEmpty());
        for (const QString& name : names)
            QTest::newRow(qPrintable(name)) << dir.filePath(name);
    }

    static std::string contentOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }

    static QByteArray joined(const std::vector<std::string>& sentences)
    {
        QByteArray text;
        for (const std::string& sentence : sentences)
            text += QByteArray::fromStdString(sentence) + '\n';
        return text;
    }

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void all_that_an_api_document_says_is_checked_data() { addFiles("services/contracts/openapi", "*.json"); }

    void all_that_an_api_document_says_is_checked()
    {
        QFETCH(QString, path);
        const std::string text = contentOf(path);
        const ApiDocument document(text);
        QCOMPARE(joined(uncheckedParts(document)), QByteArray());
        QVERIFY(!document.operations().empty());
    }

    void all_that_an_event_schema_says_is_checked_data() { addFiles("services/contracts/events", "*.schema.json"); }

    void all_that_an_event_schema_says_is_checked()
    {
        QFETCH(QString, path);
        QCOMPARE(joined(uncheckedKeywords(nlohmann::json::parse(contentOf(path)), "")), QByteArray());
    }
};

QTEST_APPLESS_MAIN(OpenapiDocumentsTest)
#include "openapi_documents_test.moc"
