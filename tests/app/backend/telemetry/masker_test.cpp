// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/masker.h"
#include "support/qt_test_main.h"

#include <QElapsedTimer>
#include <QJsonDocument>

using namespace signalbox;

class MaskerTest : public QObject
{
    Q_OBJECT

private:
    Masker m_masker{{QStringLiteral("S3cretValue"), QStringLiteral("abc")}};

private slots:
    void init() { test::failOnAnyWarning(); }

    void secrets_are_hidden_and_the_rest_stays_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("masked");
        const auto row = [](const char* name, const QByteArray& text, const QByteArray& masked) {
            QTest::newRow(name) << text << masked;
        };
        row("nothing", "order 42 placed", "order 42 placed");
        row("value anywhere", "x=S3cretValue;y", "x=***;y");
        row("value twice", "S3cretValueS3cretValue", "******");
        row("value has case", "s3cretvalue", "s3cretvalue");
        row("short values are no secrets", "abc abc", "abc abc");
        row("json", "{\"password\":\"a b\",\"n\":1}", "{\"password\":\"***\",\"n\":1}");
        row("json number", "{\"pin_token\": 1234, \"n\":1}", "{\"pin_token\": \"***\", \"n\":1}");
        row("json list", "{\"Cookie\":[\"a=1\",\"b=2\"],\"n\":1}", "{\"Cookie\":[\"***\"],\"n\":1}");
        row("json object", "{\"token\":{\"id\":1}}", "{\"token\":{\"id\":1}}");
        row("json in json",
            "{\"body\":\"{\\\"password\\\":\\\"x y\\\",\\\"n\\\":1}\"}",
            "{\"body\":\"{\\\"password\\\":\\\"***\\\",\\\"n\\\":1}\"}");
        row("logfmt", "user=ann password=secret1 n=1", "user=ann password=*** n=1");
        row("logfmt quoted", "password=\"a b\" n=1", "password=\"***\" n=1");
        row("environment", "ORDERS_DB_PASSWORD=xyz", "ORDERS_DB_PASSWORD=***");
        row("header", "> Authorization: Basic dXNlcjpw\nnext", "> Authorization: ***\nnext");
        row("cookie", "Set-Cookie: a=1; b=2", "Set-Cookie: ***");
        row("query", "GET /x?access_token=abcd&n=1", "GET /x?access_token=***&n=1");
        row("bearer", "sent Bearer abcdefghij.k, ok", "sent Bearer ***, ok");
        row("jwt", "got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln!", "got ***!");
        row("url", "amqp://orders:pw@127.0.0.1:5672/", "amqp://orders:***@127.0.0.1:5672/");
        row("url without name", "https://key123@host/", "https://***@host/");
        row("url without user", "http://127.0.0.1:8080/a@b", "http://127.0.0.1:8080/a@b");
        row("a word in a sentence", "password authentication failed", "password authentication failed");
        row("token_type", "{\"token_type\":\"Bearer\"}", "{\"token_type\":\"Bearer\"}");
        row("at the end", "token=", "token=");
        row("open quote", "{\"secret\":\"never clo", "{\"secret\":\"***");
    }

    void secrets_are_hidden_and_the_rest_stays()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, masked);
        QCOMPARE(m_masker.mask(text), masked);
        QCOMPARE(QJsonDocument::fromJson(text).isNull(), QJsonDocument::fromJson(masked).isNull());
    }

    void an_attribute_is_hidden_by_its_key()
    {
        QCOMPARE(m_masker.maskValue(QStringLiteral("http.request.header.authorization"), "Basic x"), QByteArray("***"));
        QCOMPARE(m_masker.maskValue(QStringLiteral("db.password"), "x"), QByteArray("***"));
        QCOMPARE(m_masker.maskValue(QStringLiteral("messaging.message.id"), "x"), QByteArray("x"));
    }

    void hostile_lines_cost_no_more_than_others()
    {
        const QList<QByteArray> hostile{QByteArray("authorization:").repeated(20'000),
                                        QByteArray("eyj").repeated(100'000),
                                        QByteArray("eyj=").repeated(80'000),
                                        QByteArray("password=\"").repeated(30'000),
                                        QByteArray("token:[").repeated(40'000),
                                        QByteArray("://a:b").repeated(50'000)};
        for (const QByteArray& line : hostile) {
            QElapsedTimer timer;
            timer.start();
            (void)m_masker.mask(line);
            QVERIFY2(timer.elapsed() < 2000, line.left(10).constData()); // quadratic: minutes
        }
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, MaskerTest>(argc, argv);
}
#include "masker_test.moc"
