// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/recipes/broker_definitions.h"
#include "support/qt_test_main.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace signalbox;

class BrokerDefinitionsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void a_hash_is_what_the_broker_computes()
    {
        // RabbitMQ's documentation, "Computing Password Hash": salt 908D C60A and the password test12.
        QCOMPARE(brokerPasswordHash("test12", 0x908DC60A),
                 QByteArray("kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR"));
    }

    void passwords_are_put_in_plain_and_as_hash()
    {
        const QByteArray text = R"({"users": [{"name": "a", "password": "${A_PASSWORD}"},
                                              {"name": "b", "password_hash": "${hash:A_PASSWORD}"}]})";
        const auto filled = fillDefinitions(
            text, {{QStringLiteral("A_PASSWORD"), QStringLiteral("x\"y\\z")}}, QStringLiteral("d.json"));
        QVERIFY(filled);
        const QJsonArray users = QJsonDocument::fromJson(*filled)[QLatin1String("users")].toArray();
        QCOMPARE(users[0][QLatin1String("password")].toString(), QStringLiteral("x\"y\\z"));
        const QByteArray hash = QByteArray::fromBase64(users[1][QLatin1String("password_hash")].toString().toLatin1());
        QCOMPARE(hash.size(), 36);
        QCOMPARE(hash.mid(4), QCryptographicHash::hash(hash.left(4) + "x\"y\\z", QCryptographicHash::Sha256));
    }

    void a_variable_that_is_not_set_is_named()
    {
        const auto filled = fillDefinitions("{\"p\": \"${NOPE}\"}", {}, QStringLiteral("d.json"));
        QVERIFY(!filled);
        QCOMPARE(filled.error().message,
                 QStringLiteral("d.json needs the variable NOPE. Add it to x-signalbox.secrets in the stack file."));
    }

    void what_is_not_json_is_refused_before_the_broker_sees_it()
    {
        const auto filled = fillDefinitions("{\"users\": [}", {}, QStringLiteral("d.json"));
        QVERIFY(!filled);
        QVERIFY(filled.error().message.startsWith(QStringLiteral("d.json is not a JSON object")));
    }
};

QTEST_GUILESS_MAIN(BrokerDefinitionsTest)
#include "broker_definitions_test.moc"
