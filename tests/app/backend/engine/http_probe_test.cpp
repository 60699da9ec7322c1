// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/probe/http_probe.h"
#include "support/qt_test_main.h"

#include <QFutureWatcher>
#include <QTcpServer>
#include <QTcpSocket>

using namespace signalbox;

class HttpProbeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void an_answer_is_judged_by_its_status_line_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("problem"); // empty = ready
        QTest::newRow("200") << QByteArray("HTTP/1.1 200 OK\r\n\r\nOK") << QString();
        QTest::newRow("204") << QByteArray("HTTP/1.0 204 No Content\r\n\r\n") << QString();
        QTest::newRow("404") << QByteArray("HTTP/1.1 404 Not Found\r\n\r\n") << QStringLiteral("answers 404");
        QTest::newRow("text") << QByteArray("HTTP/1.1 503 Service Unavailable\r\n\r\nshutting\ndown")
                              << QStringLiteral("answers 503: shutting down");
        QTest::newRow("reasons") << QByteArray(
                                        "HTTP/1.1 503 X\r\n\r\n{\"checks\":{\"a\":\"ok\",\"b\":\"not connected\"}}")
                                 << QStringLiteral("answers 503: b: not connected");
        QTest::newRow("list of reasons")
            << QByteArray(
                   "HTTP/1.1 503 X\r\n\r\n{\"status\":\"not_ready\",\"checks\":[{\"name\":\"a\",\"status\":\"ok\"},"
                   "{\"name\":\"b\",\"status\":\"failed\",\"reason\":\"not connected\"}]}")
            << QStringLiteral("answers 503: b: not connected");
        QTest::newRow("not HTTP") << QByteArray("AMQP\0\0\x09\x01 and more", 17)
                                  << QStringLiteral("it does not answer in HTTP");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("it does not answer in HTTP");
    }

    void an_answer_is_judged_by_its_status_line()
    {
        QFETCH(QByteArray, answer);
        const auto judged = judgeHttpAnswer(answer);
        QTEST(judged ? QString() : judged.error().message, "problem");
    }

    void the_version_is_in_the_answer_or_at_a_place_of_its_own()
    {
        QCOMPARE(versionInHttpAnswer("HTTP/1.1 200 OK\r\n\r\n{\"status\":\"ready\",\"version\":\"0.1.0\"}"),
                 QStringLiteral("0.1.0"));
        QCOMPARE(versionInHttpAnswer("HTTP/1.1 200 OK\r\n\r\nOK"), QString());

        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        connect(&server, &QTcpServer::newConnection, &server, [&server] {
            QTcpSocket* socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                const bool version = socket->readAll().startsWith("GET /v ");
                socket->write(version ? "HTTP/1.1 200 OK\r\n\r\n{\"Version\":\"3.7.6\"}" : "HTTP/1.1 200 OK\r\n\r\nOK");
                socket->disconnectFromHost();
            });
        });
        HttpProbeSession session({server.serverPort(), QStringLiteral("/ping"), QStringLiteral("/v")});
        for (int question = 0; question < 2; ++question) {
            auto answer = session.ask();
            QTRY_VERIFY(answer.isFinished());
            QVERIFY(answer.result());
        }
        QTRY_COMPARE(session.version(), QStringLiteral("3.7.6"));
    }

    void a_refused_connection_is_a_miss_that_names_the_port()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        const int port = server.serverPort();
        server.close();
        HttpProbeSession session({port, QStringLiteral("/")});
        auto answer = session.ask();
        QTRY_VERIFY(answer.isFinished());
        QVERIFY(!answer.result());
        QVERIFY(answer.result().error().message.contains(QString::number(port)));
    }

    void a_server_that_says_nothing_is_a_miss()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        HttpProbeSession session({server.serverPort(), QStringLiteral("/")}, std::chrono::milliseconds(20));
        auto answer = session.ask();
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result().error().code, Error::Code::Timeout);
    }

    void a_session_may_go_before_its_answer()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        QFuture<Result<void>> answer;
        {
            HttpProbeSession session({server.serverPort(), QStringLiteral("/")});
            answer = session.ask();
        }
        QVERIFY(answer.isFinished());
        QCOMPARE(answer.resultCount(), 0);
    }

    void a_session_may_go_while_its_question_is_being_read()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        QFuture<Result<void>> answer;
        {
            HttpProbeSession session({server.serverPort(), QStringLiteral("/")});
            answer = session.ask();
            QTRY_VERIFY(server.hasPendingConnections());
            QTcpSocket* asker = server.nextPendingConnection();
            QTRY_VERIFY(asker->bytesAvailable() > 0);
        }
        QVERIFY(answer.isFinished());
        QCOMPARE(answer.resultCount(), 0);
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, HttpProbeTest>(argc, argv);
}

#include "http_probe_test.moc"
