// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_client.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

// Keeps what it was sent and answers with fixed bytes, or not at all.
class TinyServer : public QTcpServer
{
public:
    explicit TinyServer(QByteArray answer)
        : m_answer(std::move(answer))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                received += socket->readAll();
                if (!m_answer.isEmpty() && received.contains("\r\n\r\n"))
                    socket->write(m_answer);
            });
        });
    }
    QString url(const QString& path = QStringLiteral("/")) const
    {
        return QStringLiteral("http://api.localhost:%1%2").arg(serverPort()).arg(path);
    }

    QByteArray received;

private:
    QByteArray m_answer;
};

const QByteArray okAnswer = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\nX-A: 1\r\nX-A: 2\r\n\r\nhi";

Result<HttpResponse> exchange(const HttpRequest& request)
{
    HttpClient client;
    const auto future = client.send(request);
    QFutureWatcher<Result<HttpResponse>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(future);
    if (finished.isEmpty() && !finished.wait(10'000))
        return fail(Error::Code::Failed, QStringLiteral("the test waited in vain"));
    return future.result();
}

} // namespace

class HttpClientTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void a_response_is_taken_as_it_came()
    {
        TinyServer server(okAnswer);
        HttpRequest request;
        request.method = "POST";
        request.url = server.url(QStringLiteral("/a/../b?x=1"));
        request.headers = {{"X-Twice", "1"}, {"X-Twice", "2"}, {"X-Empty", ""}};
        request.body = R"({"a":1})";
        const auto response = exchange(request);
        QVERIFY2(response, response ? "" : qPrintable(response.error().message));
        QCOMPARE(response->status, 201);
        QCOMPARE(response->reason, QByteArray("Created"));
        QCOMPARE(response->httpVersion, QByteArray("1.1"));
        QCOMPARE(response->body, QByteArray("hi"));
        QCOMPARE(response->header("x-a"), QByteArray("1"));
        QCOMPARE(response->headers.count({"X-A", "2"}), 1);
        QVERIFY(server.received.startsWith("POST /a/../b?x=1 HTTP/1.1\r\n"));
        QVERIFY(server.received.contains("Host: api.localhost:"));
        QVERIFY(server.received.contains("X-Twice: 1\r\nX-Twice: 2\r\nX-Empty:"));
        QVERIFY(server.received.endsWith("\r\n\r\n{\"a\":1}"));
        QVERIFY(!server.received.contains("form-urlencoded"));
        QVERIFY(!server.received.contains("Expect"));
    }

    void phases_add_up_to_the_total()
    {
        TinyServer server(okAnswer);
        HttpRequest request;
        request.url = server.url();
        const auto response = exchange(request);
        QVERIFY(response);
        const HttpTimings& t = response->timings;
        QVERIFY(t.total > 0);
        QVERIFY(t.startedNs > 0);
        QCOMPARE(t.dns + t.connect + t.tls + t.send + t.wait + t.receive, t.total);
        QVERIFY(t.wait > 0);
    }

    void a_refused_connection_names_host_and_port_and_what_to_do()
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        const int port = taken.serverPort();
        taken.close();
        HttpRequest request;
        request.url = QStringLiteral("http://api.localhost:%1/").arg(port);
        const auto response = exchange(request);
        QVERIFY(!response);
        QCOMPARE(response.error().code, Error::Code::Unavailable);
        QVERIFY(response.error().message.contains(QStringLiteral("api.localhost:%1").arg(port)));
        QVERIFY(response.error().message.contains(QStringLiteral("Start the stack")));
    }

    void a_server_that_says_nothing_times_out_while_waiting()
    {
        TinyServer server({});
        HttpRequest request;
        request.url = server.url();
        request.timeout = 200ms;
        const auto response = exchange(request);
        QVERIFY(!response);
        QCOMPARE(response.error().code, Error::Code::Timeout);
        QVERIFY(response.error().message.contains(QStringLiteral("0.2 s")));
        QVERIFY(response.error().message.contains(QStringLiteral("waiting for the response")));
    }

    void a_port_without_tls_is_told_for_https()
    {
        TinyServer server("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        server.received = "\r\n\r\n"; // answers whatever comes
        HttpRequest request;
        request.url = server.url().replace(QLatin1String("http:"), QLatin1String("https:"));
        request.timeout = 5s;
        const auto response = exchange(request);
        QVERIFY(!response);
        QVERIFY2(response.error().message.contains(QStringLiteral("TLS handshake")),
                 qPrintable(response.error().message));
    }

    void what_cannot_be_sent_is_refused_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("line break in a header")
            << QStringLiteral("http://localhost:1/") << QByteArray("a\r\nX-Evil: 1");
        QTest::newRow("another protocol") << QStringLiteral("file:///etc/passwd") << QByteArray("a");
        QTest::newRow("no URL") << QStringLiteral("http://") << QByteArray("a");
    }
    void what_cannot_be_sent_is_refused()
    {
        QFETCH(QString, url);
        QFETCH(QByteArray, header);
        HttpRequest request;
        request.url = url;
        request.headers = {{"X-A", header}};
        const auto response = exchange(request);
        QVERIFY(!response);
        QCOMPARE(response.error().code, Error::Code::InvalidData);
    }

    void a_cancelled_exchange_ends_at_once_and_the_next_one_works()
    {
        TinyServer silent({});
        TinyServer answering(okAnswer);
        HttpClient client;
        HttpRequest request;
        request.url = silent.url();
        auto future = client.send(request);
        QTRY_VERIFY(!silent.received.isEmpty());
        future.cancel();
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.resultCount(), 0);
        request.url = answering.url();
        const auto next = client.send(request);
        QTRY_VERIFY(next.isFinished());
        QCOMPARE(next.result()->status, 201);
    }

    void destroying_the_client_cancels_what_is_under_way()
    {
        TinyServer silent({});
        QFuture<Result<HttpResponse>> future;
        {
            HttpClient client;
            HttpRequest request;
            request.url = silent.url();
            future = client.send(request);
            QTRY_VERIFY(!silent.received.isEmpty());
        }
        QVERIFY(future.isFinished());
        QVERIFY(future.isCanceled());
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, HttpClientTest>(argc, argv);
}

#include "http_client_test.moc"
