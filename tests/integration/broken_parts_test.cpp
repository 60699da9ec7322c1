// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qt_test_main.h"
#include "support/test_stack.h"

#include <signal.h>

using namespace signalbox;

// What must hold when a part dies: nothing acknowledged is lost, nothing happens twice.
class BrokenPartsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_user = m_stack.signIn();
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

    void after_a_stop_of_the_broker_the_stack_comes_back_and_orders_arrive()
    {
        const qint64 before = invoices();
        QCOMPARE(m_stack.ctl({QStringLiteral("stop"), QStringLiteral("rabbitmq")}).exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(phase(QStringLiteral("rabbitmq")), QStringLiteral("stopped"), 20'000);
        QCOMPARE(m_stack.ctl({QStringLiteral("up"), QStringLiteral("--wait")}).exitCode, 0);
        QCOMPARE(m_stack.postOrder(m_user).status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(invoices(), before + 1, 20'000);
    }

private:
    // A service that was just killed has no process until its backoff is over: the next kill waits for one.
    void kill(const QString& service) const
    {
        QTRY_VERIFY_WITH_TIMEOUT(pid(service) > 1, 30'000);
        QCOMPARE(::kill(pid(service), SIGKILL), 0);
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

    test::TestStack m_stack;
    HeaderList m_user;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, BrokenPartsTest>(argc, argv);
}

#include "broken_parts_test.moc"
