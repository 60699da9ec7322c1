// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http_conformance/conversation.h"
#include "services/platform/test_server.h"

#include "support/qt_test_main.h"

#include <QElapsedTimer>
#include <QScopeGuard>
#include <atomic>

using namespace http_conformance;
using boost::asio::awaitable;
using platform::HttpRequest;
using platform::HttpResponse;
using platform::HttpRoute;
using platform::test::TestServer;

namespace {

const Target here;
const QByteArray probe = "GET /probe HTTP/1.1\r\nHost: localhost\r\n\r\n";

// The platform's server with handlers that count.
class CountingServer
{
public:
    explicit CountingServer(const platform::HttpLimits& limits)
        : m_server(routes(), settings(limits))
    {
    }

    quint16 port() const { return m_server.port(); }
    void reset() { m_handled = 0; }
    int handled() const { return m_handled; }

private:
    static TestServer::Settings settings(const platform::HttpLimits& limits)
    {
        TestServer::Settings settings;
        settings.limits = limits;
        return settings;
    }

    std::vector<HttpRoute> routes()
    {
        const auto counted = [this](HttpRequest&) -> awaitable<HttpResponse> {
            ++m_handled;
            co_return HttpResponse{200, {}, "handled"};
        };
        const auto probed = [](HttpRequest&) -> awaitable<HttpResponse> { co_return HttpResponse{200, {}, "probe"}; };
        return {{"GET", here.get.toStdString(), counted, false},
                {"POST", here.post.toStdString(), counted, false},
                {"GET", "/probe", probed, false}};
    }

    std::atomic<int> m_handled{0};
    TestServer m_server;
};

platform::HttpLimits impatient()
{
    platform::HttpLimits limits;
    limits.idle = limits.read = std::chrono::milliseconds(100);
    limits.header = limits.body = std::chrono::milliseconds(200);
    limits.tick = std::chrono::milliseconds(10);
    return limits;
}

void addRows(const std::function<bool(const Case&)>& wanted)
{
    QTest::addColumn<int>("index");
    const Cases cases = allCases(here);
    for (int i = 0; i < cases.size(); ++i) {
        if (wanted(cases[i]))
            QTest::newRow(cases[i].name) << i;
    }
}

} // namespace

// What the server does with the bytes of honest, broken and hostile clients (RFC 9110 and 9112). A row is a case; what
// is true of all of them is checked here.
class HttpConformanceTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void each_client_gets_what_it_asks_for_data()
    {
        addRows([](const Case&) { return true; });
    }

    void each_client_gets_what_it_asks_for() { check(Conversation::Pace::AtOnce); }

    // Where the network cuts the bytes must not matter.
    void byte_by_byte_it_gets_the_same_data()
    {
        constexpr qsizetype fast = 400;
        addRows([](const Case& row) { return row.bytes.size() <= fast && !row.timesOut; });
    }

    void byte_by_byte_it_gets_the_same() { check(Conversation::Pace::ByteByByte); }

    // Each byte comes in time, the request as a whole does not.
    void a_client_that_drips_is_ended_by_the_deadline_of_the_request()
    {
        QTcpSocket socket;
        connectTo(socket, m_impatient);
        QElapsedTimer time;
        time.start();
        socket.write("GET /get HTTP/1.1\r\nHost: ");
        constexpr int pause = 20;
        while (!socket.waitForReadyRead(pause) && time.elapsed() < 5'000)
            socket.write("a");
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 408 "));
        QVERIFY(time.elapsed() >= impatient().header.count());
    }

    void a_client_that_does_not_read_is_cut_off()
    {
        platform::HttpLimits limits;
        limits.write = std::chrono::milliseconds(100);
        limits.tick = std::chrono::milliseconds(10);
        TestServer::Settings settings;
        settings.limits = limits;
        TestServer server({{"GET",
                            "/large",
                            [](HttpRequest&) -> awaitable<HttpResponse> {
                                co_return HttpResponse{200, {}, std::string(64UL * 1024 * 1024, 'x')};
                            },
                            false}},
                          settings);
        QTcpSocket socket;
        socket.setReadBufferSize(1);
        socket.connectToHost(QStringLiteral("127.0.0.1"), server.port());
        QVERIFY(socket.waitForConnected());
        socket.write("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(socket.waitForBytesWritten());
        server.server().drain();
        QVERIFY(server.server().finish(std::chrono::steady_clock::now() + std::chrono::seconds(5)));
    }

    void clients_that_stall_do_not_keep_others_waiting()
    {
        constexpr int many = 200;
        std::vector<std::unique_ptr<QTcpSocket>> stalled;
        for (int i = 0; i < many; ++i) {
            stalled.push_back(std::make_unique<QTcpSocket>());
            connectTo(*stalled.back(), m_patient);
            stalled.back()->write(i % 2 == 0 ? "GET /get HTTP/1.1\r\nHo"
                                             : "POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
            stalled.back()->flush();
        }
        m_patient.reset();
        QTcpSocket socket;
        connectTo(socket, m_patient);
        QVERIFY(Conversation(socket).answersNext(probe, "probe"));
        QCOMPARE(m_patient.handled(), 0);
    }

    void there_are_at_least_a_hundred_cases_and_each_has_a_name_of_its_own()
    {
        QSet<QByteArray> names;
        const Cases cases = allCases(here);
        for (const Case& row : cases)
            names.insert(row.name);
        QCOMPARE(names.size(), cases.size());
        QVERIFY2(cases.size() >= 100, qPrintable(QString::number(cases.size())));
    }

private:
    static void connectTo(QTcpSocket& socket, const CountingServer& server)
    {
        socket.connectToHost(QStringLiteral("127.0.0.1"), server.port());
        QVERIFY(socket.waitForConnected());
        socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    }

    void check(Conversation::Pace pace)
    {
        QFETCH(int, index);
        const Case row = allCases(here).at(index);
        CountingServer& server = row.timesOut ? m_impatient : m_patient;
        server.reset();
        QTcpSocket socket;
        connectTo(socket, server);
        Conversation conversation(socket);
        const Outcome outcome = conversation.hold(row, pace);
        QCOMPARE(outcome.answers, row.answers);
        QCOMPARE(outcome.rest, QByteArray());
        QCOMPARE(server.handled(), row.handled);
        QCOMPARE(outcome.closed, row.after == After::Closed);
        if (row.after == After::Open)
            QVERIFY(conversation.answersNext(probe, "probe"));
    }

    CountingServer m_patient{platform::HttpLimits()};
    CountingServer m_impatient{impatient()};
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, HttpConformanceTest>(argc, argv);
}

#include "http_conformance_test.moc"
