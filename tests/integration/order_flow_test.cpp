// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"
#include "support/qt_test_main.h"
#include "support/test_stack.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>

using namespace signalbox;

namespace {

QJsonObject object(const HttpResponse& response)
{
    return QJsonDocument::fromJson(response.body).object();
}

QString invoicesOf(const QString& orderId)
{
    return QStringLiteral("SELECT count(*) FROM invoices WHERE order_id = '%1'").arg(orderId);
}

const QString ordersCount = QStringLiteral("SELECT count(*) FROM orders");
const QString eventsCount = QStringLiteral("SELECT count(*) FROM outbox");

} // namespace

// An order's way through edge, orders, outbox, broker and invoices, on the real servers.
class OrderFlowTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("CORS_ORIGINS", "https://app.example, https://other.example");
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_user = m_stack.signIn();
        QVERIFY(m_user.first().second.size() > 50);
    }

    void an_order_gets_exactly_one_invoice()
    {
        const HttpResponse created = m_stack.postOrder(m_user);
        QCOMPARE(created.status, 201);
        const QString id = object(created).value(QStringLiteral("id")).toString();
        QCOMPARE(object(created).value(QStringLiteral("amount")).toInt(), 5000);
        QVERIFY(created.header("Location").endsWith(id.toUtf8()));

        QTRY_COMPARE_WITH_TIMEOUT(m_stack.count(QStringLiteral("invoices"), invoicesOf(id)), 1, 5000);
        const HttpResponse list = m_stack.send("GET", QStringLiteral("/api/v1/invoices?order_id=") + id, m_user);
        const QJsonArray items = object(list).value(QStringLiteral("items")).toArray();
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.first().toObject().value(QStringLiteral("amount")).toInt(), 5000);
    }

    void the_same_key_gives_the_same_bytes_and_one_effect()
    {
        const qint64 ordersBefore = m_stack.count(QStringLiteral("orders"), ordersCount);
        const qint64 eventsBefore = m_stack.count(QStringLiteral("orders"), eventsCount);
        const QByteArray key = newUuidV7().toLatin1();
        const HttpResponse first = m_stack.postOrder(m_user, R"({"amount": 700})", key);
        const HttpResponse second = m_stack.postOrder(m_user, R"({ "amount":700 })", key);
        QCOMPARE(first.status, 201);
        QCOMPARE(second.status, 201);
        QCOMPARE(second.body, first.body);
        QCOMPARE(second.header("Location"), first.header("Location"));
        QCOMPARE(second.header("Idempotent-Replayed"), QByteArray("true"));
        QCOMPARE(m_stack.count(QStringLiteral("orders"), ordersCount), ordersBefore + 1);
        QCOMPARE(m_stack.count(QStringLiteral("orders"), eventsCount), eventsBefore + 1);
    }

    void the_same_key_with_another_body_is_refused()
    {
        const QByteArray key = newUuidV7().toLatin1();
        QCOMPARE(m_stack.postOrder(m_user, R"({"amount": 1})", key).status, 201);
        QCOMPARE(m_stack.postOrder(m_user, R"({"amount": 2})", key).status, 422);
    }

    void a_bad_body_is_a_problem_and_writes_nothing_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("not JSON") << QByteArray("{amount") << 400;
        QTest::newRow("wrong type") << QByteArray(R"({"amount": "5000"})") << 400;
        QTest::newRow("too small") << QByteArray(R"({"amount": 0})") << 400;
        QTest::newRow("unknown field") << QByteArray(R"({"amount": 1, "colour": "red"})") << 400;
        QTest::newRow("an array") << QByteArray("[]") << 400;
        QTest::newRow("over 1 MiB") << "{\"amount\": 1, \"note\": \"" + QByteArray(1'100'000, 'x') + "\"}" << 413;
    }

    void a_bad_body_is_a_problem_and_writes_nothing()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        const qint64 before = m_stack.count(QStringLiteral("orders"), ordersCount);
        const HttpResponse response = m_stack.postOrder(m_user, body);
        QCOMPARE(response.status, status);
        QVERIFY2(response.header("Content-Type").startsWith("application/problem+json"), response.body.constData());
        QCOMPARE(object(response).value(QStringLiteral("status")).toInt(), status);
        QCOMPARE(m_stack.count(QStringLiteral("orders"), ordersCount), before);
    }

    void without_a_token_nothing_is_let_in()
    {
        QCOMPARE(m_stack.postOrder({}).status, 401);
        QCOMPARE(m_stack.postOrder({{"Authorization", "Bearer not.a.token"}}).status, 401);
        QCOMPARE(m_stack.postOrder({{"X-User-Id", "1"}, {"X-User-Role", "root"}}).status, 401);
    }

    void what_a_service_says_of_itself_needs_no_user()
    {
        for (const char* path : {"/orders/docs",
                                 "/orders/redoc",
                                 "/orders/problems",
                                 "/orders/openapi.json",
                                 "/orders/utils/version",
                                 "/orders/health",
                                 "/api/v2/orders/openapi.json"})
            QCOMPARE(m_stack.send("GET", QLatin1String(path)).status, 200);
        for (const char* path : {"/api/orders", "/api/v2/orders", "/api/v1/orders/openapi.json/x"})
            QCOMPARE(m_stack.send("GET", QLatin1String(path)).status, 401);
    }

    void a_path_without_a_version_is_the_newest()
    {
        const QString id = object(m_stack.postOrder(m_user)).value(QStringLiteral("id")).toString();
        const HttpResponse newest = m_stack.send("GET", QStringLiteral("/api/orders/") + id, m_user);
        QCOMPARE(newest.status, 200);
        QCOMPARE(newest.body, m_stack.send("GET", QStringLiteral("/api/v2/orders/") + id, m_user).body);
        const QJsonObject amount = object(newest).value(QStringLiteral("amount")).toObject();
        QCOMPARE(amount.value(QStringLiteral("value")).toInt(), 5000);
    }

    void the_edge_answers_preflights_before_it_asks_who_sends_them()
    {
        const auto preflight = [&](const QByteArray& origin) {
            return m_stack.send("OPTIONS",
                                QStringLiteral("/api/v1/orders"),
                                {{"Origin", origin}, {"Access-Control-Request-Method", "POST"}});
        };
        const HttpResponse allowed = preflight("https://other.example");
        QCOMPARE(allowed.status, 200);
        QCOMPARE(allowed.header("Access-Control-Allow-Origin"), QByteArray("https://other.example"));
        QVERIFY(allowed.header("Access-Control-Allow-Headers").contains("Idempotency-Key"));
        QVERIFY(preflight("https://evil.example").header("Access-Control-Allow-Origin").isEmpty());
        QCOMPARE(m_stack.send("OPTIONS", QStringLiteral("/api/v1/orders")).status, 401); // no preflight
    }

    void the_order_of_another_user_does_not_exist()
    {
        const QString id = object(m_stack.postOrder(m_user)).value(QStringLiteral("id")).toString();
        const QString path = QStringLiteral("/api/v1/orders/") + id;
        QCOMPARE(m_stack.send("GET", path, m_user).status, 200);
        QCOMPARE(m_stack.send("GET", path, m_stack.signIn()).status, 404);
    }

    void the_journey_goes_from_the_request_to_the_invoice()
    {
        const QString traceId = newTraceId();
        HeaderList headers = m_user;
        headers.emplaceBack("traceparent", traceparent(traceId, newSpanId()).toLatin1());
        QCOMPARE(m_stack.postOrder(headers).status, 201);

        const auto outcome = m_stack.ctl({QStringLiteral("journey"),
                                          traceId,
                                          QStringLiteral("--json"),
                                          QStringLiteral("--wait"),
                                          QStringLiteral("5s")});
        QVERIFY2(outcome.exitCode == 0, (outcome.out + outcome.err).constData());
        QStringList kinds;
        QStringList services;
        for (const auto& step : outcome.json().value(QStringLiteral("steps")).toArray()) {
            kinds << step.toObject().value(QStringLiteral("kind")).toString();
            services << step.toObject().value(QStringLiteral("service")).toString();
        }
        for (const char* kind : {"request", "commit", "outbox", "publish", "queue", "attempt", "effect"})
            QVERIFY2(kinds.contains(QLatin1String(kind)), outcome.out.constData());
        QVERIFY2(services.contains(QStringLiteral("invoices")), outcome.out.constData());
        QVERIFY(outcome.json().value(QStringLiteral("complete")).toBool());
    }

    void a_trace_is_listed_and_shown_with_its_spans()
    {
        const QString traceId = newTraceId();
        HeaderList headers = m_user;
        headers.emplaceBack("traceparent", traceparent(traceId, newSpanId()).toLatin1());
        QCOMPARE(m_stack.postOrder(headers).status, 201);
        const auto shown = [&] {
            return m_stack.ctl({QStringLiteral("traces"), traceId, QStringLiteral("--json")}).out;
        };
        QTRY_VERIFY_WITH_TIMEOUT(shown().contains("process invoices.in"), 5000);
        QVERIFY(shown().contains("POST /api/v1/orders"));
        const auto listed = m_stack.ctl({QStringLiteral("traces"),
                                         QStringLiteral("--service"),
                                         QStringLiteral("invoices"),
                                         QStringLiteral("-n"),
                                         QStringLiteral("5"),
                                         QStringLiteral("--json")});
        QCOMPARE(listed.exitCode, 0);
        QVERIFY2(listed.out.contains(traceId.toLatin1()), listed.out.constData());
        QVERIFY(listed.json().value(QStringLiteral("traces")).toArray().size() <= 5);
    }

    void the_logs_of_all_services_are_in_one_place()
    {
        const auto outcome = m_stack.ctl(
            {QStringLiteral("logs"), QStringLiteral("-n"), QStringLiteral("2000"), QStringLiteral("--json")});
        QCOMPARE(outcome.exitCode, 0);
        for (const char* service : {"edge", "postgres", "rabbitmq", "auth", "orders", "invoices", "items"})
            QVERIFY2(outcome.out.contains(QByteArray("\"service\":\"") + service + '"'), service);
    }

    void no_secret_is_in_the_store()
    {
        const QString key =
            m_stack.info().value(QStringLiteral("otlp_headers")).toString().section(QLatin1Char('='), 1);
        QVERIFY(key.size() > 20);
        const QByteArray token = m_user.first().second.mid(7);
        QDirIterator files(m_stack.stateDir(),
                           {QStringLiteral("telemetry.db*"), QStringLiteral("*.seg*")},
                           QDir::Files,
                           QDirIterator::Subdirectories);
        int read = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY2(!bytes.contains(key.toUtf8()), qPrintable(file.fileName()));
            QVERIFY2(!bytes.contains(token), qPrintable(file.fileName()));
            ++read;
        }
        QVERIFY(read > 0);
    }

private:
    test::TestStack m_stack;
    HeaderList m_user;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, OrderFlowTest>(argc, argv);
}

#include "order_flow_test.moc"
