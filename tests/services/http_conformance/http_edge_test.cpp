// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http_conformance/conversation.h"

#include "support/qt_test_main.h"
#include "support/test_stack.h"

#include <QFile>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QUrl>

using namespace http_conformance;
using signalbox::test::TestStack;

namespace {

// How many requests a service has handled, from its own count; what it refused as no request is not among them.
int requestsIn(const QByteArray& metrics)
{
    static const QRegularExpression line(
        QStringLiteral("^http_server_request_duration_seconds_count\\{method=\"(\\w+)\"[^}]*\\} (\\d+)"),
        QRegularExpression::MultilineOption);
    int sum = 0;
    auto match = line.globalMatch(QString::fromUtf8(metrics));
    while (match.hasNext()) {
        const auto found = match.next();
        if (found.captured(1) != QStringLiteral("_OTHER"))
            sum += found.captured(2).toInt();
    }
    return sum;
}

} // namespace

// The same bytes as in http_conformance_test, to a service of a running stack: straight to its port, and through the
// edge, which has a parser of its own. Whatever the two make of them, the service must have seen no request that was
// not answered to this client: such a one would have been smuggled past the edge.
class HttpEdgeTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const QJsonObject auth =
            m_stack.info().value(QStringLiteral("services")).toObject().value(QStringLiteral("auth")).toObject();
        m_service = QUrl(auth.value(QStringLiteral("http_url")).toString());
        m_metrics = QUrl(auth.value(QStringLiteral("metrics_url")).toString());
        m_edge = QUrl(m_stack.info().value(QStringLiteral("edge_url")).toString());
        m_target.host = m_edge.host().toLatin1();
        QVERIFY(m_service.port() > 0 && m_metrics.port() > 0 && m_edge.port() > 0);
        QVERIFY(seen() > 0); // the other services have fetched the keys
    }

    void init() { signalbox::test::failOnAnyWarning(); }

    void a_service_sees_what_it_answers_data() { addRows(true); }

    void a_service_sees_what_it_answers()
    {
        QFETCH(int, index);
        const Case row = allCases(m_target).at(index);
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(m_service.port()));
        QVERIFY(socket.waitForConnected());
        const int before = seen();
        Conversation conversation(socket);
        const Outcome outcome = conversation.hold(row, Conversation::Pace::AtOnce);
        QCOMPARE(outcome.answers.size(), row.answers.size());
        QCOMPARE(outcome.closed, row.after == After::Closed);
        QCOMPARE(seen() - before, answeredRequests(row));
    }

    void nothing_is_smuggled_past_the_edge_data() { addRows(false); }

    void nothing_is_smuggled_past_the_edge()
    {
        constexpr int patience = 250; // ms; the edge waits longer than that for what it takes for half a request
        QFETCH(int, index);
        const Case row = allCases(m_target).at(index);
        const int before = seen();
        QSslSocket socket;
        connectToEdge(socket);
        Conversation conversation(socket, patience);
        Outcome outcome = conversation.hold(row, Conversation::Pace::AtOnce);
        for (int i = 0; i < 20 && seen() - before > outcome.fromService; ++i)
            conversation.holdOn(outcome); // on its way, or smuggled
        socket.abort();
        // The next client, perhaps on the same connection between edge and service, gets its own answer.
        QSslSocket next;
        connectToEdge(next);
        Case probe{"probe", getRequest(m_target), {200}, After::Open, 1};
        const Outcome answer = Conversation(next).hold(probe, Conversation::Pace::AtOnce);
        QCOMPARE(answer.answers, QList<int>{200});
        QCOMPARE(answer.rest, QByteArray());

        const int reached = seen() - before - 1;
        QVERIFY2(reached <= outcome.fromService,
                 qPrintable(QStringLiteral("%1 seen, %2 answered").arg(reached).arg(outcome.fromService)));
        const bool sound = !row.edgeRefuses && row.handled > 0 && row.handled == row.answers.size();
        if (sound)
            QCOMPARE(reached, row.handled);
    }

private:
    void addRows(bool direct)
    {
        QTest::addColumn<int>("index");
        const Cases cases = allCases(m_target);
        for (int i = 0; i < cases.size(); ++i) {
            // Half-closed TLS is closed, and the edge has deadlines of its own.
            if (!cases[i].timesOut && (direct || !cases[i].endsSending))
                QTest::newRow(cases[i].name) << i;
        }
    }

    // Those that the server refuses as no request are not counted among what it has seen.
    static int answeredRequests(const Case& row)
    {
        return static_cast<int>(row.answers.size()) - (row.after == After::Closed && row.handled < row.answers.size());
    }

    void connectToEdge(QSslSocket& socket)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(
            QSslCertificate::fromPath(m_stack.info().value(QStringLiteral("ca_file")).toString()));
        configuration.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
        socket.setSslConfiguration(configuration);
        socket.setPeerVerifyName(m_edge.host());
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), static_cast<quint16>(m_edge.port()), m_edge.host());
        QVERIFY2(socket.waitForEncrypted(), qPrintable(socket.errorString()));
    }

    int seen() const
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(m_metrics.port()));
        socket.write("GET /metrics HTTP/1.0\r\nHost: a\r\n\r\n");
        QByteArray text;
        while (socket.waitForReadyRead())
            text += socket.readAll();
        return requestsIn(text);
    }

    TestStack m_stack;
    QUrl m_service;
    QUrl m_metrics;
    QUrl m_edge;
    // The one does nothing, the other fails at the content of its body.
    Target m_target{"", "/api/v1/auth/.well-known/jwks.json", "/api/v1/auth/logout"};
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, HttpEdgeTest>(argc, argv);
}

#include "http_edge_test.moc"
