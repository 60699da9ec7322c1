// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/socket_channel.h"
#include "core/control/stack_session.h"
#include "support/qt_test_main.h"
#include "support/test_stack.h"

#include <QFile>

#include <signal.h>

using namespace signalbox;

namespace {

QByteArray programOf(qint64 pid)
{
    QFile name(QStringLiteral("/proc/%1/comm").arg(pid));
    return name.open(QIODevice::ReadOnly) ? name.readAll().trimmed() : QByteArray();
}

} // namespace

// What the daemon says of a broker that lives: its real depths, and that it does not answer any more.
class BrokerWatchTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_user = m_stack.signIn();
        m_channel = std::make_unique<SocketChannel>(m_stack.runtimeDir() + QStringLiteral("/control.sock"));
        m_session = std::make_unique<StackSession>(*m_channel);
        m_channel->open();
        QTRY_COMPARE(m_session->phase(), SessionPhase::Attached);
    }

    void what_nobody_takes_is_counted_in_its_queue()
    {
        QTRY_COMPARE_WITH_TIMEOUT(inbox().consumers, 1, 10'000);
        QCOMPARE(m_stack.ctl({QStringLiteral("stop"), QStringLiteral("invoices")}).exitCode, 0);
        for (int i = 0; i < 7; ++i)
            QCOMPARE(m_stack.postOrder(m_user).status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(inbox().ready, 7, 10'000);
        QCOMPARE(inbox().consumers, 0);
        QCOMPARE(m_stack.ctl({QStringLiteral("start"), QStringLiteral("invoices")}).exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(inbox().ready, 0, 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(inbox().consumers, 1, 10'000);
    }

    void a_broker_that_stands_still_is_said_until_it_goes_on()
    {
        QTRY_COMPARE(m_session->broker().problem, QString());
        const qint64 broker = brokerProcess();
        QVERIFY(broker > 1);
        QCOMPARE(::kill(pid_t(broker), SIGSTOP), 0);
        const bool said = QTest::qWaitFor([this] { return !m_session->broker().problem.isEmpty(); }, 10'000);
        QCOMPARE(::kill(pid_t(broker), SIGCONT), 0);
        QVERIFY(said);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->broker().problem, QString(), 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(QStringLiteral("rabbitmq")).phase, Phase::Ready, 10'000);
    }

    void a_broker_that_was_stopped_is_no_problem_and_has_no_depths()
    {
        QCOMPARE(m_stack.ctl({QStringLiteral("stop"), QStringLiteral("rabbitmq")}).exitCode, 0);
        QTRY_COMPARE(inbox().ready, -1);
        QCOMPARE(m_session->broker().problem, QString());
    }

private:
    QueueState inbox() const
    {
        for (const QueueState& queue : m_session->broker().queues)
            if (queue.name == QStringLiteral("invoices.in"))
                return queue;
        return {};
    }

    qint64 brokerProcess() const
    {
        for (const qint64 pid : test::processesNaming(m_stack.stateDir()))
            if (programOf(pid).startsWith("beam"))
                return pid;
        return 0;
    }

    test::TestStack m_stack;
    HeaderList m_user;
    std::unique_ptr<SocketChannel> m_channel;
    std::unique_ptr<StackSession> m_session;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, BrokerWatchTest>(argc, argv);
}

#include "broker_watch_test.moc"
