// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qt_test_main.h"
#include "support/service_instance.h"
#include "support/test_stack.h"

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

        constexpr int placed = 40; // over all parts of the outbox: two who send would share them
        for (int i = 0; i < placed; ++i) {
            HttpRequest request;
            request.method = "POST";
            request.url = api.url + QStringLiteral("/api/v1/orders");
            request.headers = m_user;
            request.headers.emplaceBack("Content-Type", "application/json");
            request.body = R"({"amount": 700})";
            const auto answer = m_http.send(request);
            QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), 20'000);
            QVERIFY(answer.resultCount() > 0 && answer.result());
            QCOMPARE(answer.result()->status, 201);
        }
        QTRY_COMPARE_WITH_TIMEOUT(invoices(), before + placed, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(handledBy(worker) >= placed, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(published(scheduler) >= placed, 20'000);
        QCOMPARE(published(api), 0);
        QCOMPARE(handledBy(api), 0);
    }

private:
    using Instance = test::ServiceInstance;

    HttpResponse get(const QString& url)
    {
        HttpRequest request;
        request.url = url;
        auto answer = m_http.send(request);
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 5'000) || answer.resultCount() == 0)
            return {};
        const auto result = answer.result();
        return result ? *result : HttpResponse{};
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
