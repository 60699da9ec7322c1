// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/account.h"
#include "support/qt_test_main.h"
#include "support/service_instance.h"
#include "support/test_stack.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

using namespace signalbox;

// Each service twice on the same database and broker, as in production: two dispatchers on one outbox, a second
// consumer that takes over, and still one effect for each event.
class TwoInstancesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_user = m_stack.signIn();
    }

    void an_order_gets_one_invoice_whichever_instance_takes_it()
    {
        constexpr int orders = 300;
        Instance secondOrders(m_stack, QStringLiteral("orders"));
        Instance secondInvoices(m_stack, QStringLiteral("invoices"));
        QTRY_VERIFY_WITH_TIMEOUT(answers(secondOrders) && answers(secondInvoices), 20'000);
        const qint64 before = invoices();

        HeaderList headers = m_user;
        headers.emplaceBack("Content-Type", "application/json");
        QList<QFuture<Result<HttpResponse>>> answersDue;
        for (int i = 0; i < orders; ++i) {
            HttpRequest request;
            request.method = "POST";
            request.url =
                i % 2 ? secondOrders.url + QStringLiteral("/api/v1/orders")
                      : m_stack.info().value(QStringLiteral("edge_url")).toString() + QStringLiteral("/api/v1/orders");
            request.headers = headers;
            request.headers.emplaceBack("Idempotency-Key", '"' + QByteArray("order-") + QByteArray::number(i) + '"');
            request.body = R"({"amount": 700})";
            request.caFile = m_stack.info().value(QStringLiteral("ca_file")).toString();
            answersDue.append(m_http.send(request));
        }
        // The queue has one active consumer, so that events keep their order; the other takes over in the middle of it.
        QTRY_VERIFY_WITH_TIMEOUT(invoices() > before, 20'000);
        QCOMPARE(m_stack.ctl({QStringLiteral("stop"), QStringLiteral("invoices")}).exitCode, 0);
        for (const auto& due : std::as_const(answersDue)) {
            QTRY_VERIFY_WITH_TIMEOUT(due.isFinished(), 20'000);
            QVERIFY(due.resultCount() > 0 && due.result());
            QCOMPARE(due.result()->status, 201);
        }
        QTRY_COMPARE_WITH_TIMEOUT(invoices(), before + orders, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_stack.count(QStringLiteral("orders"),
                                                QStringLiteral("SELECT count(*) FROM outbox WHERE sent_at IS NULL")),
                                  0,
                                  10'000);
        QCOMPARE(m_stack.count(QStringLiteral("invoices"),
                               QStringLiteral("SELECT count(*) - count(DISTINCT order_id) FROM invoices")),
                 0);
        QCOMPARE(invoices(), before + orders);
        QVERIFY2(handledBy(secondInvoices) > 0,
                 get(secondInvoices.metricsUrl + QStringLiteral("/metrics")).body.constData());
        QCOMPARE(m_stack.ctl({QStringLiteral("start"), QStringLiteral("invoices")}).exitCode, 0);
        QTRY_VERIFY_WITH_TIMEOUT(m_stack.isReady(QStringLiteral("invoices")), 60'000);
    }

    void a_service_works_as_one_process_for_each_role()
    {
        const QString orders = QStringLiteral("orders");
        const QString invoicing = QStringLiteral("invoices");
        Instance api(m_stack, orders, {}, QStringLiteral("api"));
        Instance scheduler(m_stack, orders, {}, QStringLiteral("scheduler"));
        Instance worker(m_stack, invoicing, {}, QStringLiteral("worker"));
        for (const Instance* instance : {&api, &scheduler, &worker})
            QTRY_VERIFY_WITH_TIMEOUT(answers(*instance), 60'000);
        QCOMPARE(m_stack.ctl({QStringLiteral("stop"), orders, invoicing}).exitCode, 0);
        QCOMPARE(get(scheduler.url + QStringLiteral("/health")).status, 0); // nobody listens
        QCOMPARE(get(worker.url + QStringLiteral("/health")).status, 0);
        const qint64 before = invoices();

        constexpr int sent = 40; // over all parts of the outbox: two who send would share them
        for (int i = 0; i < sent; ++i)
            QCOMPARE(answerOf(place(api, "role-" + QByteArray::number(i))).status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(invoices(), before + sent, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(handledBy(worker) >= sent, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(published(scheduler) >= sent, 20'000);
        QCOMPARE(published(api), 0);
        QCOMPARE(handledBy(api), 0);
        QCOMPARE(m_stack.ctl({QStringLiteral("start"), orders, invoicing}).exitCode, 0);
        QTRY_VERIFY_WITH_TIMEOUT(m_stack.isReady(orders) && m_stack.isReady(invoicing), 60'000);
    }

    // A machine that stands still may be late once; a service that does not listen is so each time.
    void a_session_that_ended_is_refused_by_every_instance_within_a_second()
    {
        Instance secondOrders(m_stack, QStringLiteral("orders"), {}, QStringLiteral("api"));
        QTRY_VERIFY_WITH_TIMEOUT(answers(secondOrders), 60'000);
        QStringList places{secondOrders.url + QStringLiteral("/api/v1/orders"),
                           urlOf("auth") + QStringLiteral("/api/v1/auth/me")};
        for (const char* service : {"orders", "items", "invoices"})
            places << urlOf(service) + QStringLiteral("/api/v1/") + QLatin1String(service);
        qint64 taken = 0;
        for (int round = 0; round < 5; ++round) {
            test::Account leaver(m_stack, QStringLiteral("leaver-%1").arg(round));
            const HeaderList token{{"Authorization", leaver.signIn()}};
            for (const QString& place : std::as_const(places))
                QTRY_COMPARE_WITH_TIMEOUT(get(place, token).status, 200, 60'000);
            QCOMPARE(leaver.signOut(), 204);
            QElapsedTimer since;
            since.start();
            for (const QString& place : std::as_const(places))
                QTRY_COMPARE_WITH_TIMEOUT(get(place, token).status, 401, 20'000);
            taken = since.elapsed();
            if (taken <= 1000)
                return;
        }
        QFAIL(qPrintable(QStringLiteral("%1 ms in the last round").arg(taken)));
    }

    void whoever_asks_too_often_is_told_when_to_come_again_and_their_key_stays_unused()
    {
        QProcessEnvironment limited;
        limited.insert(QStringLiteral("HTTP_RATE_LIMIT"), QStringLiteral("1"));
        Instance orders(m_stack, QStringLiteral("orders"), limited, QStringLiteral("api"));
        QTRY_VERIFY_WITH_TIMEOUT(answers(orders), 60'000);
        const qint64 before = placed();
        QList<QFuture<Result<HttpResponse>>> due;
        for (int i = 0; i < 10; ++i)
            due.append(place(orders, "rate-" + QByteArray::number(i)));
        int refused = 0;
        qint64 accepted = 0;
        QByteArray unused;
        for (int i = 0; i < due.size(); ++i) {
            const HttpResponse response = answerOf(due.at(i));
            if (response.status == 201) {
                ++accepted;
                continue;
            }
            QCOMPARE(response.status, 429);
            QVERIFY(response.body.contains("too-many-requests"));
            QVERIFY(response.header("Retry-After").toInt() >= 1);
            QCOMPARE(response.header("RateLimit-Policy"), QByteArray("\"principal\";q=1;w=1"));
            QVERIFY(response.header("RateLimit").startsWith("\"principal\";r=0;t="));
            unused = "rate-" + QByteArray::number(i);
            ++refused;
        }
        QVERIFY(refused > 0 && accepted > 0);
        QCOMPARE(placed(), before + accepted);
        HttpResponse later;
        const auto isPlaced = [&] { return (later = answerOf(place(orders, unused))).status == 201; };
        QVERIFY(QTest::qWaitFor(isPlaced, 60'000));
        QVERIFY(later.header("Idempotent-Replayed").isEmpty());
        QCOMPARE(placed(), before + accepted + 1);
    }

private:
    using Instance = test::ServiceInstance;

    HttpResponse get(const QString& url, const HeaderList& headers = {})
    {
        HttpRequest request;
        request.url = url;
        request.headers = headers;
        return answerOf(m_http.send(request));
    }

    static HttpResponse answerOf(const QFuture<Result<HttpResponse>>& answer)
    {
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 20'000) || answer.resultCount() == 0)
            return {};
        const auto result = answer.result();
        return result ? *result : HttpResponse{};
    }

    QFuture<Result<HttpResponse>> place(const Instance& orders, const QByteArray& key)
    {
        HttpRequest request;
        request.method = "POST";
        request.url = orders.url + QStringLiteral("/api/v1/orders");
        request.headers = m_user;
        request.headers.emplaceBack("Content-Type", "application/json");
        request.headers.emplaceBack("Idempotency-Key", '"' + key + '"');
        request.body = R"({"amount": 700})";
        return m_http.send(request);
    }

    QString urlOf(const char* service) const
    {
        const QJsonObject services = m_stack.info().value(QStringLiteral("services")).toObject();
        return services.value(QLatin1String(service)).toObject().value(QStringLiteral("http_url")).toString();
    }

    qint64 placed() const
    {
        return m_stack.count(QStringLiteral("orders"), QStringLiteral("SELECT count(*) FROM orders"));
    }

    bool answers(const Instance& instance)
    {
        return get(instance.metricsUrl + QStringLiteral("/health/ready")).status == 200;
    }

    // How many events it had an effect for, or sent, by its own count.
    int handledBy(const Instance& instance) { return counted(instance, "inbox_handled_total"); }
    int published(const Instance& instance) { return counted(instance, "outbox_published_total"); }

    int counted(const Instance& instance, const char* metric)
    {
        double count = 0;
        for (const QByteArray& line : get(instance.metricsUrl + QStringLiteral("/metrics")).body.split('\n'))
            if (line.startsWith(metric))
                count += line.split(' ').last().toDouble();
        return int(count);
    }

    qint64 invoices() const
    {
        return m_stack.count(QStringLiteral("invoices"), QStringLiteral("SELECT count(*) FROM invoices"));
    }

    test::TestStack m_stack;
    HeaderList m_user;
    HttpClient m_http;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, TwoInstancesTest>(argc, argv);
}

#include "two_instances_test.moc"
