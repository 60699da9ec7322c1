// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/stack_change.h"
#include "support/qt_test_main.h"

using namespace signalbox;

namespace {

const QByteArray plain = "name: works\n"
                         "services:\n"
                         "  pump:\n"
                         "    image: pump\n"
                         "    environment: {LEVEL: info}\n"
                         "    x-signalbox: {native: {recipe: binary, ports: {http: 80}}}\n"
                         "  tank: {image: tank}\n";

StackFile read(const QByteArray& yaml)
{
    return parseStackFile(yaml, QStringLiteral("/works/compose.yaml"), {}).value_or(StackFile());
}

} // namespace

class StackShapeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void a_change_is_of_one_service_or_of_what_binds_them_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<bool>("sameShape");
        QTest::addColumn<bool>("sameProcess");
        const auto row = [](const char* name, const char* from, const char* to, bool sameShape, bool sameProcess) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << sameShape << sameProcess;
        };
        row("nothing", "pump", "pump", true, true);
        row("a comment above it", "services:", "# pumps\nservices:", true, true);
        row("a colour", "native:", "color: \"#112233\", native:", true, true);
        row("a variable", "LEVEL: info", "LEVEL: debug", true, false);
        row("an argument", "recipe: binary", "recipe: binary, arguments: [-v]", true, false);
        row("its time", "recipe: binary", "recipe: binary, start_timeout: 5", true, false);
        row("a port", "http: 80", "http: 81", false, false);
        row("a dependency", "image: pump", "image: pump\n    depends_on: [tank]", false, false);
        row("one service less", "  tank: {image: tank}\n", "", false, true);
        row("the stack's name", "name: works", "name: other", false, true);
    }

    void a_change_is_of_one_service_or_of_what_binds_them()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const StackFile before = read(plain);
        const StackFile now = read(QByteArray(plain).replace(from, to));
        const QString pump = QStringLiteral("pump");
        QVERIFY(before.find(pump) && now.find(pump));
        QTEST(isSameShape(before, now), "sameShape");
        QTEST(isSameProcess(*before.find(pump), *now.find(pump)), "sameProcess");
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, StackShapeTest>(argc, argv);
}

#include "stack_shape_test.moc"
