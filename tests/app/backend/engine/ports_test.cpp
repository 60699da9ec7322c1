// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/ports.h"
#include "support/qt_test_main.h"

#include <QTcpServer>
#include <QTemporaryDir>

#include <unistd.h>

using namespace signalbox;

class PortsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void preferred_ports_are_given_when_they_are_free();
    void a_taken_port_is_replaced_by_a_free_one_and_stays_replaced();
    void two_services_of_a_stack_never_share_a_port();
    void two_stacks_that_open_at_once_do_not_take_the_same_port();
    void what_was_given_is_kept_when_the_stack_itself_listens_on_it();
    void a_fixed_port_is_given_whoever_has_it();
    void two_services_fixed_to_one_port_are_an_error_that_names_both();
    void a_taken_port_names_the_process_that_holds_it();
    void a_damaged_file_costs_only_the_old_numbers();

private:
    QString file(const char* name = "ports.json") const { return m_folder->filePath(QLatin1String(name)); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

// A port nobody has right now.
static int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

static PortRequest want(const char* service, int preferred, std::optional<int> fixed = {})
{
    return {QLatin1String(service), QStringLiteral("http"), preferred, fixed};
}

static const QString webPort = QStringLiteral("WEB_HTTP_PORT");
static const QString apiPort = QStringLiteral("API_HTTP_PORT");

void PortsTest::preferred_ports_are_given_when_they_are_free()
{
    const int port = freePort();
    PortAllocator allocator(file());
    const auto ports = allocator.allocate({want("web", port)});
    QVERIFY(ports);
    QCOMPARE(ports->value(webPort), port);
    QCOMPARE(QFile(file()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void PortsTest::a_taken_port_is_replaced_by_a_free_one_and_stays_replaced()
{
    int replacement = 0;
    int taken = 0;
    {
        QTcpServer somebody;
        QVERIFY(somebody.listen(QHostAddress::LocalHost));
        taken = somebody.serverPort();
        const auto ports = PortAllocator(file()).allocate({want("web", taken)});
        QVERIFY(ports);
        replacement = ports->value(webPort);
        QVERIFY(replacement != taken && isPortFree(replacement));
    }
    const auto again = PortAllocator(file()).allocate({want("web", taken)});
    QVERIFY(again);
    QCOMPARE(again->value(webPort), replacement); // although the preferred one is free now
}

void PortsTest::two_services_of_a_stack_never_share_a_port()
{
    const int port = freePort();
    const auto ports = PortAllocator(file()).allocate({want("web", port), want("api", port)});
    QVERIFY(ports);
    QCOMPARE(ports->value(webPort), port);
    QVERIFY(ports->value(apiPort) != port);

    const auto fixed = PortAllocator(file()).allocate({want("web", port), want("api", 1, port)});
    QVERIFY(fixed);
    QCOMPARE(fixed->value(apiPort), port);
    QVERIFY(fixed->value(webPort) != port); // the one who had it makes room
}

void PortsTest::two_stacks_that_open_at_once_do_not_take_the_same_port()
{
    const int port = freePort();
    PortAllocator one(file("one.json"));
    PortAllocator two(file("two.json"));
    const auto first = one.allocate({want("web", port)});
    const auto second = two.allocate({want("web", port)}); // nobody listens yet
    QVERIFY(first && second);
    QCOMPARE(first->value(webPort), port);
    QVERIFY(second->value(webPort) != port);
}

void PortsTest::what_was_given_is_kept_when_the_stack_itself_listens_on_it()
{
    const int port = freePort();
    PortAllocator allocator(file());
    QVERIFY(allocator.allocate({want("web", port)}));
    QTcpServer ours;
    QVERIFY(ours.listen(QHostAddress::LocalHost, static_cast<quint16>(port)));
    const auto again = allocator.allocate({want("web", port), want("api", freePort())}); // the file was edited
    QVERIFY(again);
    QCOMPARE(again->value(webPort), port);
}

void PortsTest::a_fixed_port_is_given_whoever_has_it()
{
    QTcpServer somebody;
    QVERIFY(somebody.listen(QHostAddress::LocalHost));
    const auto ports = PortAllocator(file()).allocate({want("web", freePort(), somebody.serverPort())});
    QVERIFY(ports);
    QCOMPARE(ports->value(webPort), static_cast<int>(somebody.serverPort()));
}

void PortsTest::two_services_fixed_to_one_port_are_an_error_that_names_both()
{
    const auto ports = PortAllocator(file()).allocate({want("web", 1, 7000), want("api", 2, 7000)});
    QVERIFY(!ports);
    QCOMPARE(
        ports.error().message,
        QStringLiteral("The variables fix one port, 7000, for http of web and for http of api. Change one of them."));
}

void PortsTest::a_taken_port_names_the_process_that_holds_it()
{
    QTcpServer somebody;
    QVERIFY(somebody.listen(QHostAddress::Any)); // all addresses cover loopback too
    const int port = somebody.serverPort();
    QVERIFY(!isPortFree(port));
    const auto holder = portHolder(port);
    QVERIFY(holder);
    QCOMPARE(holder->pid, static_cast<qint64>(::getpid()));
    QCOMPARE(holder->program, QStringLiteral("ports_test"));

    const auto checked = checkPortsFree(QStringLiteral("web"), {{QStringLiteral("http"), port}});
    QVERIFY(!checked);
    QVERIFY(checked.error().code == Error::Code::Conflict);
    QCOMPARE(checked.error().message,
             QStringLiteral("Port %1 (http of web) is taken by ports_test (process %2). Stop it, or set WEB_HTTP_PORT "
                            "to another port.")
                 .arg(port)
                 .arg(::getpid()));
    somebody.close();
    QVERIFY(checkPortsFree(QStringLiteral("web"), {{QStringLiteral("http"), port}}));
    QVERIFY(!portHolder(port));
}

void PortsTest::a_damaged_file_costs_only_the_old_numbers()
{
    QFile damaged(file());
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("{\"web.http\": 99999, \"api");
    damaged.close();
    const int port = freePort();
    const auto ports = PortAllocator(file()).allocate({want("web", port)});
    QVERIFY(ports);
    QCOMPARE(ports->value(webPort), port);
}

QTEST_GUILESS_MAIN(PortsTest)
#include "ports_test.moc"
