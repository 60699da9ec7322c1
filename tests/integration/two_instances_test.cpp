// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/engine/free_port.h"
#include "support/paths.h"
#include "support/qt_test_main.h"
#include "support/test_stack.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

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
    }

private:
    // Another process of a service, with the environment of the one that runs, on ports of its own.
    struct Instance
    {
        Instance(const test::TestStack& stack, const QString& service)
            : url(QStringLiteral("http://127.0.0.1:%1").arg(http))
            , metricsUrl(QStringLiteral("http://127.0.0.1:%1").arg(metrics))
        {
            const QString proc =
                QStringLiteral("/proc/%1").arg(stack.status(service).value(QStringLiteral("pid")).toInteger());
            QFile variables(proc + QStringLiteral("/environ"));
            QVERIFY(variables.open(QIODevice::ReadOnly));
            QProcessEnvironment environment;
            for (const QByteArray& entry : variables.readAll().split('\0'))
                environment.insert(QString::fromUtf8(entry.left(entry.indexOf('='))),
                                   QString::fromUtf8(entry.mid(entry.indexOf('=') + 1)));
            environment.insert(QStringLiteral("HTTP_PORT"), QString::number(http));
            environment.insert(QStringLiteral("METRICS_PORT"), QString::number(metrics));
            process.setProcessEnvironment(environment);
            process.setStandardOutputFile(QProcess::nullDevice());
            process.setStandardErrorFile(QProcess::nullDevice());
            process.start(test::programFolder() + QLatin1Char('/') + service, QStringList());
        }
        ~Instance()
        {
            process.terminate();
            if (!process.waitForFinished(10'000))
                process.kill();
            process.waitForFinished();
        }

        const int http = test::freePort();
        const int metrics = test::freePort();
        QString url;
        QString metricsUrl;
        QProcess process;
    };

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

    // How many events it had an effect for, by its own count.
    int handledBy(const Instance& instance)
    {
        double handled = 0;
        for (const QByteArray& line : get(instance.metricsUrl + QStringLiteral("/metrics")).body.split('\n'))
            if (line.startsWith("inbox_handled_total"))
                handled += line.split(' ').last().toDouble();
        return int(handled);
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
