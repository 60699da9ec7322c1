// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/control/control_server.h"
#include "backend/control/stack_feed.h"
#include "core/control/control_limits.h"
#include "core/control/socket_channel.h"
#include "core/control/stack_session.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace signalbox;

namespace {

ServiceState state(const QString& service, Phase phase)
{
    ServiceState made;
    made.service = service;
    made.phase = phase;
    return made;
}

StackFile plant()
{
    StackFile stack;
    stack.name = QStringLiteral("plant");
    for (const QString& name : {QStringLiteral("tank"), QStringLiteral("pump")}) {
        ServiceDefinition service;
        service.name = name;
        stack.services.append(service);
    }
    return stack;
}

} // namespace

// A real server on a real socket, with the client's own session at the other end.
class ControlServerTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_folder = std::make_unique<QTemporaryDir>();
        m_paths = {m_folder->filePath(QStringLiteral("state")), m_folder->filePath(QStringLiteral("run"))};
        QVERIFY(createFolders(m_paths));
        start();
    }
    void cleanup() { stop(); }

    void a_session_attaches_and_follows_changes()
    {
        SocketChannel channel(m_paths.controlSocket());
        StackSession session(channel);
        channel.open();
        QTRY_COMPARE(session.phase(), SessionPhase::Attached);
        QCOMPARE(session.services().size(), 2);
        m_feed->setState(state(QStringLiteral("pump"), Phase::Starting));
        m_feed->setState(state(QStringLiteral("pump"), Phase::Ready));
        QTRY_COMPARE(session.state(QStringLiteral("pump")).phase, Phase::Ready);
    }

    void many_changes_within_a_moment_are_one_notification()
    {
        SocketChannel channel(m_paths.controlSocket());
        StackSession session(channel);
        QSignalSpy notified(&channel, &ControlChannel::notified);
        channel.open();
        QTRY_COMPARE(session.phase(), SessionPhase::Attached);
        QTRY_COMPARE(m_server->sequence(), 1); // the definition of start()
        const qint64 before = m_server->sequence();
        for (int i = 0; i < 500; ++i)
            m_feed->setMarks({.spans = i, .logs = 0, .rows = 0});
        QTRY_COMPARE(session.marks().spans, 499);
        QVERIFY(m_server->sequence() - before <= 2);
        m_feed->setState(state(QStringLiteral("pump"), Phase::Ready));
        QTRY_COMPARE(session.state(QStringLiteral("pump")).phase, Phase::Ready);
        const qint64 told = m_server->sequence();
        m_feed->setState(state(QStringLiteral("pump"), Phase::Ready)); // nothing new
        m_feed->setState(state(QStringLiteral("tank"), Phase::Ready));
        QTRY_COMPARE(session.state(QStringLiteral("tank")).phase, Phase::Ready);
        QCOMPARE(m_server->sequence(), told + 1);
        QCOMPARE(notified.last().at(1).toJsonObject().value(QLatin1String("states")).toArray().size(), 1);
    }

    void a_session_that_was_cut_off_learns_what_it_missed()
    {
        SocketChannel channel(m_paths.controlSocket());
        StackSession session(channel);
        channel.open();
        QTRY_COMPARE(session.phase(), SessionPhase::Attached);
        stop();
        QTRY_COMPARE(session.phase(), SessionPhase::Lost);
        QVERIFY(!session.problem().isEmpty());
        start();
        m_feed->setState(state(QStringLiteral("tank"), Phase::Failed));
        QTRY_COMPARE(session.phase(), SessionPhase::Attached); // by itself
        QTRY_COMPARE(session.state(QStringLiteral("tank")).phase, Phase::Failed);
    }

    void an_unknown_method_is_told_in_a_sentence()
    {
        SocketChannel channel(m_paths.controlSocket());
        channel.open();
        QTRY_VERIFY(channel.isConnected());
        const auto answer = channel.call(QStringLiteral("no.such"));
        QTRY_VERIFY(answer.isFinished());
        QVERIFY(!answer.result());
        QVERIFY(answer.result().error().message.contains(QStringLiteral("no.such")));
    }

    void a_method_may_answer_later()
    {
        QPromise<ControlServer::Answer> promise;
        promise.start();
        m_server->handle(QStringLiteral("slow"), [&](const QJsonObject&) { return promise.future(); });
        SocketChannel channel(m_paths.controlSocket());
        channel.open();
        QTRY_VERIFY(channel.isConnected());
        const auto slow = channel.call(QStringLiteral("slow"));
        const auto quick = channel.call(QStringLiteral("stack.get"));
        QTRY_VERIFY(quick.isFinished());
        QVERIFY(!slow.isFinished());
        promise.addResult(QJsonValue(7));
        promise.finish();
        QTRY_VERIFY(slow.isFinished());
        QCOMPARE(slow.result()->toInt(), 7);
    }

    void calls_in_flight_end_when_the_daemon_goes()
    {
        QPromise<ControlServer::Answer> never;
        never.start();
        bool asked = false;
        m_server->handle(QStringLiteral("never"), [&](const QJsonObject&) {
            asked = true;
            return never.future();
        });
        SocketChannel channel(m_paths.controlSocket());
        channel.open();
        QTRY_VERIFY(channel.isConnected());
        const auto answer = channel.call(QStringLiteral("never"));
        QTRY_VERIFY(asked);
        stop();
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result().error().code, Error::Code::Unavailable);
    }

    void socket_and_folder_are_for_the_owner_only()
    {
        const auto owner = QFile::ReadOwner | QFile::WriteOwner;
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                            QFile::WriteOther | QFile::ExeOther | QFile::ExeOwner;
        const auto socket = QFile::permissions(m_paths.controlSocket());
        QVERIFY((socket & owner) == owner);
        QVERIFY(!(socket & others));
        QVERIFY(!(QFile::permissions(m_paths.runtimeDir) & (others & ~QFile::Permissions(QFile::ExeOwner))));
    }

    void another_user_is_turned_away()
    {
        m_server->setAllowedUser(geteuid() + 1); // to the server, we are the other user
        QLocalSocket socket;
        QSignalSpy gone(&socket, &QLocalSocket::disconnected);
        QByteArray said;
        connect(&socket, &QLocalSocket::readyRead, this, [&] { said += socket.readAll(); });
        socket.connectToServer(m_paths.controlSocket());
        socket.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"stack.get\"}\n");
        QTRY_COMPARE(gone.count(), 1);
        QVERIFY(said.contains("another user"));
        QVERIFY(!said.contains("plant"));
        QCOMPARE(m_server->peerCount(), 0);
    }

    void a_line_that_never_ends_ends_the_connection_and_nobody_elses()
    {
        SocketChannel other(m_paths.controlSocket());
        other.open();
        QTRY_VERIFY(other.isConnected());
        QLocalSocket socket;
        QSignalSpy gone(&socket, &QLocalSocket::disconnected);
        QByteArray said;
        connect(&socket, &QLocalSocket::readyRead, this, [&] { said += socket.readAll(); });
        socket.connectToServer(m_paths.controlSocket());
        socket.write(QByteArray(control_limits::lineBytes + 1, 'x'));
        QTRY_COMPARE_WITH_TIMEOUT(gone.count(), 1, 10'000);
        QVERIFY(said.contains("at most"));
        const auto answer = other.call(QStringLiteral("stack.get"));
        QTRY_VERIFY(answer.isFinished());
        QVERIFY(answer.result());
    }

    void a_second_daemon_is_refused_and_told_who_holds_the_stack()
    {
        ControlServer second;
        const auto listening = second.listen(m_paths, QStringLiteral("plant"));
        QVERIFY(!listening);
        QCOMPARE(listening.error().code, Error::Code::Conflict);
        QVERIFY(listening.error().message.contains(QString::number(QCoreApplication::applicationPid())));
        QVERIFY(listening.error().message.contains(QStringLiteral("plant")));
        stop();
        QVERIFY(second.listen(m_paths, QStringLiteral("plant")));
    }

    void a_socket_left_by_a_killed_daemon_is_replaced()
    {
        stop();
        QFile left(m_paths.controlSocket());
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.close();
        start();
        SocketChannel channel(m_paths.controlSocket());
        channel.open();
        QTRY_VERIFY(channel.isConnected());
    }

private:
    void start()
    {
        m_server = std::make_unique<ControlServer>();
        m_feed = std::make_unique<StackFeed>(*m_server, StackFeed::Identity{});
        m_feed->setStack(plant());
        m_server->handleNow(QStringLiteral("stack.get"),
                            [this](const QJsonObject&) -> ControlServer::Answer { return m_feed->snapshot(); });
        const auto listening = m_server->listen(m_paths, QStringLiteral("plant"));
        QVERIFY2(listening, listening ? "" : qPrintable(listening.error().message));
    }
    void stop()
    {
        m_feed.reset();
        m_server.reset();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    StatePaths m_paths;
    std::unique_ptr<ControlServer> m_server;
    std::unique_ptr<StackFeed> m_feed;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, ControlServerTest>(argc, argv);
}

#include "control_server_test.moc"
