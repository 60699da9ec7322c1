// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/broker/broker_watcher.h"
#include "backend/broker/event_routes.h"
#include "backend/broker/prometheus_text.h"
#include "backend/broker/queue_metrics.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

QByteArray data(const char* name)
{
    QFile file(signalbox::test::sourcePath("tests/data/broker/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QueueState queue(const BrokerState& state, const char* name)
{
    for (const QueueState& queue : state.queues) {
        if (queue.name == QLatin1String(name))
            return queue;
    }
    return {};
}

// Answers every GET with the same text, as long as it lives.
class MetricsServer : public QTcpServer
{
public:
    QByteArray text;
    int asked = 0;

    MetricsServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                if (!socket->readAll().contains("\r\n\r\n"))
                    return;
                ++asked;
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(text.size()) + "\r\n\r\n" +
                              text);
            });
        });
    }
};

} // namespace

class BrokerWatcherTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void definitions_say_what_is_there_and_which_queues_hold_the_dead()
    {
        BrokerWatcher watcher;
        QVERIFY(watcher.setDefinitions(data("definitions.json")));
        const BrokerState& state = watcher.state();
        QCOMPARE(state.exchanges.size(), 3); // not the other virtual host's
        QCOMPARE(state.queues.size(), 4);
        QCOMPARE(state.bindings.first(),
                 (BindingState{QStringLiteral("events"),
                               QStringLiteral("invoices.in"),
                               QStringLiteral("queue"),
                               QStringLiteral("order.created.v1")}));
        QVERIFY(queue(state, "invoices.dead").isDeadLetters);
        QVERIFY(!queue(state, "invoices.in").isDeadLetters); // although a retry tier leads back to it
        QVERIFY(!queue(state, "unrouted").isDeadLetters);
        QVERIFY(queue(state, "unrouted").isUnrouted);
        QVERIFY(!queue(state, "invoices.in").isUnrouted);
        QCOMPARE(queue(state, "unrouted").maxLength, 100);
        QCOMPARE(queue(state, "invoices.in").maxLength, -1);
        QCOMPARE(queue(state, "invoices.in").type, QStringLiteral("quorum"));
        QCOMPARE(queue(state, "unrouted").type, QStringLiteral("classic"));
        QCOMPARE(queue(state, "invoices.in").ready, -1);
    }

    void routes_say_who_reads_what()
    {
        BrokerWatcher watcher;
        QVERIFY(watcher.setDefinitions(data("definitions.json")));
        const auto routes = eventRoutes(watcher.state(), {{QStringLiteral("invoices.in"), QStringLiteral("invoices")}});
        QCOMPARE(routes.size(), 3);
        QCOMPARE(routes.at(0),
                 (EventRoute{
                     QStringLiteral("order.created.v1"), QStringLiteral("invoices.in"), QStringLiteral("invoices")}));
        QCOMPARE(routes.at(2).pattern, QStringLiteral("#")); // a fanout exchange takes all
        QVERIFY(routes.at(2).service.isEmpty());
        BrokerState chained = watcher.state();
        chained.bindings.append({QStringLiteral("events"), QStringLiteral("more"), QStringLiteral("exchange"), {}});
        QVERIFY(eventRoutes(chained, {}).isEmpty());
    }

    void broken_definitions_leave_the_last_good_ones()
    {
        BrokerWatcher watcher;
        QVERIFY(watcher.setDefinitions(data("definitions.json")));
        QVERIFY(!watcher.setDefinitions("{ no json"));
        QCOMPARE(watcher.state().queues.size(), 4);
    }

    void depths_consumers_and_rates_come_from_the_metrics()
    {
        MetricsServer server;
        server.text = data("rabbitmq-3.10.8-detailed.txt");
        BrokerWatcher watcher;
        QVERIFY(watcher.setDefinitions(data("definitions.json")));
        watcher.start(server.serverPort(), 200ms);
        QTRY_COMPARE(queue(watcher.state(), "invoices.in").ready, 7);
        QCOMPARE(queue(watcher.state(), "invoices.in").unacked, 3);
        QCOMPARE(queue(watcher.state(), "invoices.in").consumers, 1);
        QCOMPARE(queue(watcher.state(), "invoices.dead").ready, 2);
        QVERIFY(queue(watcher.state(), "invoices.dead").isDeadLetters);

        QTRY_COMPARE(queue(watcher.state(), "invoices.in").publishRate, 0.0);
        server.text.replace("exchange=\"events\"} 110", "exchange=\"events\"} 210");
        QTRY_VERIFY(queue(watcher.state(), "invoices.in").publishRate > 100);
        QCOMPARE(queue(watcher.state(), "invoices.in").deliverRate, 0.0);
    }

    void it_says_something_only_when_something_is_different()
    {
        MetricsServer server;
        server.text = data("rabbitmq-3.10.8-detailed.txt");
        BrokerWatcher watcher;
        watcher.start(server.serverPort(), 20ms);
        QTRY_COMPARE(queue(watcher.state(), "invoices.in").publishRate, 0.0);
        QSignalSpy changed(&watcher, &BrokerWatcher::changed);
        const int asked = server.asked;
        QTRY_VERIFY(server.asked > asked + 10);
        QCOMPARE(changed.count(), 0);
    }

    void two_answers_within_a_millisecond_keep_the_rates()
    {
        const QByteArray scrape = data("rabbitmq-3.10.8-detailed.txt");
        QueueMetrics metrics;
        QList<QueueState> queues;
        for (const qint64 at : {1000, 2000, 2000}) {
            queues.clear();
            metrics.update(queues, scrape, at);
        }
        QCOMPARE(queues.first().publishRate, 0.0);
        QCOMPARE(queues.first().deliverRate, 0.0);
    }

    void a_broker_that_does_not_answer_is_a_sentence_and_the_last_answer_stays()
    {
        auto server = std::make_unique<MetricsServer>();
        server->text = data("rabbitmq-3.10.8-detailed.txt");
        BrokerWatcher watcher;
        watcher.start(server->serverPort(), 20ms);
        QTRY_COMPARE(queue(watcher.state(), "invoices.in").ready, 7);
        const QString port = QString::number(server->serverPort());
        server.reset();
        QTRY_VERIFY(!watcher.state().problem.isEmpty());
        QVERIFY2(watcher.state().problem.contains(port), qPrintable(watcher.state().problem));
        QCOMPARE(queue(watcher.state(), "invoices.in").ready, 7);

        watcher.stop(); // on purpose: no problem
        QVERIFY(watcher.state().problem.isEmpty());
        QCOMPARE(queue(watcher.state(), "invoices.in").ready, -1);
    }

    void damaged_metrics_are_left_out()
    {
        const auto samples =
            parsePrometheusText("a 1\nb{x=\"1\",y=\"q\\\"\\\\\"} 2.5 1700000000\nc{x=\"\nd{ 5\n# e 1\nf\n\ng NaN\n");
        QCOMPARE(samples.size(), 2); // a number that is none says nothing
        QCOMPARE(samples.at(0).value, 1.0);
        QCOMPARE(samples.at(1).labels.value("y"), QByteArray("q\"\\"));
        QCOMPARE(samples.at(1).value, 2.5);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, BrokerWatcherTest>(argc, argv);
}
#include "broker_watcher_test.moc"
