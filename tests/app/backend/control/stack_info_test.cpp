// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/control/stack_info.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace signalbox;

namespace {

ServiceDefinition service(const QString& name, Recipe recipe, const QMap<QString, int>& ports)
{
    ServiceDefinition made;
    made.name = name;
    made.native.recipe = recipe;
    made.native.ports = ports;
    return made;
}

StackFile plantToTell()
{
    StackFile stack;
    stack.name = QStringLiteral("plant");
    stack.edgeHost = QStringLiteral("api.localhost");
    stack.services.append(service(QStringLiteral("gate"), Recipe::Traefik, {{QStringLiteral("https"), 8443}}));
    stack.services.append(service(QStringLiteral("vault"), Recipe::Postgres, {{QStringLiteral("sql"), 5432}}));
    stack.services.last().native.databases = {QStringLiteral("pump")};
    stack.services.append(service(QStringLiteral("belt"), Recipe::RabbitMq, {{QStringLiteral("amqp"), 5672}}));
    stack.services.append(service(
        QStringLiteral("pump"), Recipe::Binary, {{QStringLiteral("http"), 9001}, {QStringLiteral("metrics"), 9002}}));
    return stack;
}

const Variables variables{{QStringLiteral("GATE_HTTPS_PORT"), QStringLiteral("8444")},
                          {QStringLiteral("VAULT_SQL_PORT"), QStringLiteral("5433")},
                          {QStringLiteral("BELT_AMQP_PORT"), QStringLiteral("5673")},
                          {QStringLiteral("PUMP_HTTP_PORT"), QStringLiteral("9101")},
                          {QStringLiteral("PUMP_METRICS_PORT"), QStringLiteral("9102")},
                          {QStringLiteral("PUMP_DB_PASSWORD"), QStringLiteral("p/w:1")},
                          {QStringLiteral("PUMP_AMQP_PASSWORD"), QStringLiteral("hare")},
                          {QStringLiteral("SIGNALBOX_AMQP_PASSWORD"), QStringLiteral("watch")},
                          {QStringLiteral("SIGNALBOX_OTLP_ENDPOINT"), QStringLiteral("http://127.0.0.1:4318")}};

QJsonObject info(bool secrets)
{
    const StackFile stack = plantToTell();
    ServiceState up;
    up.service = QStringLiteral("pump");
    up.phase = Phase::Ready;
    return stackInfo({.stack = stack,
                      .paths = {QStringLiteral("/s"), QStringLiteral("/r")},
                      .engine = QStringLiteral("native"),
                      .guarantee = {},
                      .variables = variables,
                      .states = {up}},
                     secrets);
}

} // namespace

class StackInfoTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void addresses_are_those_in_force()
    {
        const QJsonObject object = info(false);
        QCOMPARE(object.value(QLatin1String("edge_url")).toString(), QStringLiteral("https://api.localhost:8444"));
        QCOMPARE(object.value(QLatin1String("store")).toString(), QStringLiteral("/s/telemetry.db"));
        QCOMPARE(object.value(QLatin1String("ca_file")).toString(), QStringLiteral("/s/tls/ca.pem"));
        const QJsonObject pump =
            object.value(QLatin1String("services")).toObject().value(QLatin1String("pump")).toObject();
        QCOMPARE(pump.value(QLatin1String("http_url")).toString(), QStringLiteral("http://127.0.0.1:9101"));
        QCOMPARE(pump.value(QLatin1String("metrics_url")).toString(), QStringLiteral("http://127.0.0.1:9102/metrics"));
        QCOMPARE(pump.value(QLatin1String("state")).toString(), QStringLiteral("ready"));
        const QJsonObject vault =
            object.value(QLatin1String("services")).toObject().value(QLatin1String("vault")).toObject();
        QVERIFY(vault.value(QLatin1String("http_url")).isNull());
        QCOMPARE(vault.value(QLatin1String("ports")).toObject().value(QLatin1String("sql")).toInt(), 5433);
    }

    void passwords_are_told_only_when_asked_for()
    {
        const QByteArray text = QJsonDocument(info(false)).toJson();
        QVERIFY(!text.contains("hare"));
        QVERIFY(!text.contains("watch"));
        QVERIFY(!text.contains("p%2Fw"));
    }

    void urls_with_passwords_are_escaped()
    {
        const QJsonObject object = info(true);
        const QJsonObject database =
            object.value(QLatin1String("databases")).toObject().value(QLatin1String("pump")).toObject();
        QCOMPARE(database.value(QLatin1String("url")).toString(),
                 QStringLiteral("postgresql://pump:p%2Fw%3A1@127.0.0.1:5433/pump"));
        QVERIFY(database.value(QLatin1String("owner_url"))
                    .toString()
                    .startsWith(QStringLiteral("postgresql://pump_owner")));
        const QJsonObject amqp = object.value(QLatin1String("amqp")).toObject();
        QCOMPARE(amqp.value(QLatin1String("url")).toString(), QStringLiteral("amqp://signalbox:watch@127.0.0.1:5673/"));
        QCOMPARE(amqp.value(QLatin1String("pump")).toString(), QStringLiteral("amqp://pump:hare@127.0.0.1:5673/"));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, StackInfoTest>(argc, argv);
}

#include "stack_info_test.moc"
