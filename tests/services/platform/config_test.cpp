// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/config.h"
#include "platform/service.h"

#include "support/qt_test_main.h"

using namespace platform;

namespace {

template<typename Function>
QString complaint(Function&& function)
{
    try {
        function();
    } catch (const ConfigError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class ConfigTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        signalbox::test::failOnAnyWarning();
        for (const char* name : {"A_PORT", "A_TEXT", "A_SECRET", "A_TIME", "A_FLAG", "HTTP_PORT", "METRICS_PORT"})
            qunsetenv(name);
    }

    void a_missing_variable_is_named()
    {
        Environment environment;
        QVERIFY(complaint([&] { environment.text("A_TEXT"); }).contains(QStringLiteral("A_TEXT is not set")));
        QVERIFY(complaint([&] { environment.port("A_PORT"); }).contains(QStringLiteral("A_PORT is not set")));
        QVERIFY(complaint([&] { readServiceConfig(environment, "x"); }).contains(QStringLiteral("HTTP_PORT")));
    }

    void a_bad_value_is_named_with_what_was_expected_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char* value : {"0", "65536", "80x", " 80", "-1", "1e3"})
            QTest::newRow(value) << QByteArray(value);
    }

    void a_bad_value_is_named_with_what_was_expected()
    {
        QFETCH(QByteArray, value);
        qputenv("A_PORT", value);
        Environment environment;
        const QString text = complaint([&] { environment.port("A_PORT"); });
        QVERIFY2(text.contains(QStringLiteral("A_PORT is \"") + QString::fromUtf8(value)), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("1 to 65535")));
    }

    void durations_have_units()
    {
        Environment environment;
        qputenv("A_TIME", "250ms");
        QCOMPARE(environment.duration("A_TIME", {}).count(), 250);
        qputenv("A_TIME", "2s");
        QCOMPARE(environment.duration("A_TIME", {}).count(), 2000);
        qputenv("A_TIME", "5m");
        QCOMPARE(environment.duration("A_TIME", {}).count(), 300'000);
        qputenv("A_TIME", "5");
        QVERIFY(complaint([&] { environment.duration("A_TIME", {}); }).contains(QStringLiteral("A_TIME")));
    }

    void a_secret_is_never_printed()
    {
        qputenv("A_SECRET", "swordfish");
        qputenv("A_TEXT", "postgres://orders:swordfish@127.0.0.1:5432/orders");
        Environment environment;
        QCOMPARE(environment.secret("A_SECRET"), "swordfish");
        QCOMPARE(environment.secret("A_TEXT"), "postgres://orders:swordfish@127.0.0.1:5432/orders");
        const std::vector<std::string> expected{"A_SECRET=***", "A_TEXT=postgres://orders:***@127.0.0.1:5432/orders"};
        QCOMPARE(environment.described(), expected);
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, ConfigTest>(argc, argv);
}

#include "config_test.moc"
