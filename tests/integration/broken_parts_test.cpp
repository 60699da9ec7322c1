// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/socket_channel.h"
#include "core/control/stack_session.h"
#include "support/qt_test_main.h"
#include "support/send_signal.h"
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

// What must hold when a part dies: nothing acknowledged is lost, nothing happens twice. And what the daemon says of the
// broker meanwhile: its real depths, and that it does not answer any more.
class BrokenPartsTest : public QObject
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

    void a_consumer_killed_while_200_orders_go_in_loses_none()
    {
        const qint64 before = invoices();
        for (int i = 0; i < 200; ++i) {
            if (i % 50 == 25)
                kill(QStringLiteral("invoices"));
            QCOMPARE(m_stack.postOrder(m_user).status, 201);
        }
        QTRY_COMPARE_WITH_TIMEOUT(invoices(), before + 200, 30'000);
        QCOMPARE(m_stack.count(QStringLiteral("invoices"),
                               QStringLiteral("SELECT count(*) - count(DISTINCT order_id) FROM invoices")),
                 0);
    }

    void what_nobody_takes_is_counted_in_its_queue()
    {
        QTRY_COMPARE_WITH_TIMEOUT(inbox().consumers, 1, 30'000);
        QCOMPARE(m_stack.ctl({QStringLiteral("stop"), QStringLiteral("invoices")}).exitCode, 0);
        for (int i = 0; i < 7; ++i)
            QCOMPARE(m_stack.postOrder(m_user).status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(inbox().ready, 7, 30'000);
        QCOMPARE(inbox().consumers, 0);
        QCOMPARE(m_stack.ctl({QStringLiteral("start"), QStringLiteral("invoices")}).exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(inbox().ready, 0, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(inbox().consumers, 1, 30'000);
    }

    void a_broker_that_stands_still_is_said_until_it_goes_on()
    {
        QTRY_COMPARE(m_session->broker().problem, QString());
        const qint64 broker = brokerProcess();
        QVERIFY(broker > 1);
        QCOMPARE(test::sendSignal(broker, SIGSTOP), 0);
        const bool said = QTest::qWaitFor([this] { return !m_session->broker().problem.isEmpty(); }, 30'000);
        QCOMPARE(test::sendSignal(broker, SIGCONT), 0);
        QVERIFY(said);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->broker().problem, QString(), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(QStringLiteral("rabbitmq")).phase, Phase::Ready, 30'000);
    }

    void with_the_broker_killed_orders_are_still_taken_and_arrive_later()
    {
        const qint64 before = invoices();
        kill(QStringLiteral("rabbitmq"));
        for (int i = 0; i < 20; ++i)
            QCOMPARE(m_stack.postOrder(m_user).status, 201);
        QTRY_VERIFY_WITH_TIMEOUT(m_stack.isReady(QStringLiteral("rabbitmq")), 40'000);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(m_stack.postOrder(m_user).status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(invoices(), before + 40, 30'000);
    }

    void a_stopped_broker_is_no_problem_and_when_it_is_back_orders_arrive()
    {
        const qint64 before = invoices();
        QCOMPARE(m_stack.ctl({QStringLiteral("stop"), QStringLiteral("rabbitmq")}).exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(phase(QStringLiteral("rabbitmq")), QStringLiteral("stopped"), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(inbox().ready, -1, 20'000);
        QCOMPARE(m_session->broker().problem, QString());
        QCOMPARE(m_stack.ctl({QStringLiteral("up"), QStringLiteral("--wait")}).exitCode, 0);
        QCOMPARE(m_stack.postOrder(m_user).status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(invoices(), before + 1, 20'000);
    }

private:
    // A service that was just killed has no process until its backoff is over: the next kill waits for one.
    void kill(const QString& service) const
    {
        QTRY_VERIFY_WITH_TIMEOUT(pid(service) > 1, 30'000);
        QCOMPARE(test::sendSignal(pid(service), SIGKILL), 0);
    }

    pid_t pid(const QString& service) const
    {
        return static_cast<pid_t>(m_stack.status(service).value(QStringLiteral("pid")).toInteger());
    }

    QString phase(const QString& service) const
    {
        return m_stack.status(service).value(QStringLiteral("phase")).toString();
    }

    qint64 invoices() const
    {
        return m_stack.count(QStringLiteral("invoices"), QStringLiteral("SELECT count(*) FROM invoices"));
    }

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
    return signalbox::test::run<QCoreApplication, BrokenPartsTest>(argc, argv);
}

#include "broken_parts_test.moc"
