// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/stack_location.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

using namespace signalbox;

class StackLocationTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void the_name_is_read_as_compose_does_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << QByteArray("name: shop\nservices: {}\n") << QStringLiteral("shop");
        QTest::newRow("quoted, comment") << QByteArray("# x\nname: \"shop\" # y\n") << QStringLiteral("shop");
        QTest::newRow("nested names are others")
            << QByteArray("services:\n  a:\n    name: no\n") << QStringLiteral("folder");
        QTest::newRow("default of a variable")
            << QByteArray("name: ${NOT_SET_ANYWHERE:-plant}\n") << QStringLiteral("plant");
        QTest::newRow("normalised") << QByteArray("name: My Shop!\n") << QStringLiteral("myshop");
        QTest::newRow("broken file") << QByteArray("name: shop\nservices: [\n") << QStringLiteral("shop");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("folder");
    }
    void the_name_is_read_as_compose_does()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, name);
        QCOMPARE(stackNameOf(text, QStringLiteral("/somewhere/Folder/compose.yaml")), name);
    }

    void a_missing_file_is_named()
    {
        const auto location = locateStack({QStringLiteral("/nowhere/compose.yaml"), {}});
        QVERIFY(!location);
        QCOMPARE(location.error().code, Error::Code::NotFound);
        QVERIFY(location.error().message.contains(QStringLiteral("/nowhere/compose.yaml")));
    }

    void the_same_file_by_two_ways_is_one_stack()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("compose.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name: shop\n");
        file.close();
        QVERIFY(QFile::link(file.fileName(), folder.filePath(QStringLiteral("other.yaml"))));
        const auto a = locateStack({file.fileName(), {}});
        const auto b = locateStack({folder.filePath(QStringLiteral("other.yaml")), {}});
        QVERIFY(a && b);
        QCOMPARE(a->paths.controlSocket(), b->paths.controlSocket());
        const auto given = locateStack({file.fileName(), {QStringLiteral("/a/state"), QStringLiteral("/a/run")}});
        QCOMPARE(given->paths.stateDir, QStringLiteral("/a/state"));
        QCOMPARE(given->paths.controlSocket(), QStringLiteral("/a/run/control.sock"));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, StackLocationTest>(argc, argv);
}

#include "stack_location_test.moc"
