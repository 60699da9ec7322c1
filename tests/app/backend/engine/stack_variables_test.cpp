// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/stack_variables.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QDir>
#include <QTemporaryDir>

using namespace signalbox;

class StackVariablesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void the_own_stack_opens_with_every_variable_it_names();
    void a_port_of_the_users_is_fixed_by_environment_before_env_file();
    void a_bad_port_names_its_variable();
    void hosts_are_always_loopback();
    void ports_and_secrets_stay_when_a_stack_is_opened_again();
    void a_broken_file_is_told_with_its_place();

private:
    QString write(const QString& name, const QByteArray& text) const;
    Result<OpenedStack> open(const QString& file, const Variables& environment = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PortAllocator> m_ports;
    StatePaths m_paths;
};

void StackVariablesTest::init()
{
    test::failOnAnyWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_paths = {m_folder->path(), m_folder->path()};
    m_ports = std::make_unique<PortAllocator>(m_paths.portsFile());
}

QString StackVariablesTest::write(const QString& name, const QByteArray& text) const
{
    const QString path = m_folder->filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
        qFatal("%s cannot be written", qPrintable(path));
    return path;
}

Result<OpenedStack> StackVariablesTest::open(const QString& file, const Variables& environment)
{
    return openStack(file,
                     {.paths = m_paths,
                      .otlpEndpoint = QStringLiteral("http://127.0.0.1:4318"),
                      .otlpKey = QStringLiteral("sesame"),
                      .environment = environment},
                     *m_ports);
}

void StackVariablesTest::the_own_stack_opens_with_every_variable_it_names()
{
    const auto opened = open(signalbox::test::sourcePath("compose/compose.yaml"));
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    const Variables& variables = opened->variables;
    for (const char* name : {"EDGE_HTTP_PORT",
                             "EDGE_HTTPS_PORT",
                             "EDGE_ADMIN_PORT",
                             "POSTGRES_SQL_PORT",
                             "RABBITMQ_EPMD_PORT",
                             "INVOICES_METRICS_PORT",
                             "POSTGRES_PASSWORD",
                             "ORDERS_OPERATOR_PASSWORD",
                             "SIGNALBOX_AMQP_PASSWORD"})
        QVERIFY2(!variables.value(QLatin1String(name)).isEmpty(), name);
    QCOMPARE(variables.value(QStringLiteral("ORDERS_HOST")), QStringLiteral("127.0.0.1"));
    QCOMPARE(variables.value(QStringLiteral("SIGNALBOX_OTLP_HEADERS")), QStringLiteral("x-signalbox-key=sesame"));
    QCOMPARE(variables.value(QStringLiteral("SIGNALBOX_CA_FILE")), m_paths.caFile());
    QVERIFY(QFile::exists(m_paths.caFile()));

    const ServiceDefinition* edge = opened->file.find(QStringLiteral("edge"));
    QCOMPARE(edge->environment.value(QStringLiteral("TRAEFIK_ENTRYPOINTS_WEBSECURE_ADDRESS")),
             QStringLiteral("127.0.0.1:") + variables.value(QStringLiteral("EDGE_HTTPS_PORT")));
    QCOMPARE(edge->environment.value(QStringLiteral("TRAEFIK_TRACING_OTLP_HTTP_ENDPOINT")),
             QStringLiteral("http://127.0.0.1:4318/v1/traces"));
}

static const QByteArray oneService = "name: one\nx-signalbox: {secrets: [KEY]}\nservices:\n  web:\n"
                                     "    environment: {URL: \"${WEB_HOST:?}:${WEB_HTTP_PORT:?}:${KEY:?}\"}\n"
                                     "    x-signalbox: {native: {recipe: binary, ports: {http: 7300}}}\n";

void StackVariablesTest::a_port_of_the_users_is_fixed_by_environment_before_env_file()
{
    const QString file = write(QStringLiteral("one.yaml"), oneService);
    const QString name = QStringLiteral("WEB_HTTP_PORT");
    write(QStringLiteral(".env"), "WEB_HTTP_PORT=7401\nOTHER=x\n");
    QCOMPARE(open(file)->variables.value(name), QStringLiteral("7401"));
    QCOMPARE(open(file)->variables.value(QStringLiteral("OTHER")), QStringLiteral("x"));
    QCOMPARE(open(file, {{name, QStringLiteral("7402")}})->variables.value(name), QStringLiteral("7402"));
}

void StackVariablesTest::a_bad_port_names_its_variable()
{
    const QString file = write(QStringLiteral("one.yaml"), oneService);
    const auto opened = open(file, {{QStringLiteral("WEB_HTTP_PORT"), QStringLiteral("seven")}});
    QVERIFY(!opened);
    QCOMPARE(opened.error().message,
             QStringLiteral("The variable WEB_HTTP_PORT is “seven”; expected a port from 1 to 65535."));
}

void StackVariablesTest::hosts_are_always_loopback()
{
    // A .env made for containers names containers.
    const QString file = write(QStringLiteral("one.yaml"), oneService);
    write(QStringLiteral(".env"), "WEB_HOST=web\nSIGNALBOX_BIND=0.0.0.0\n");
    const auto opened = open(file);
    QVERIFY(opened);
    QCOMPARE(opened->variables.value(QStringLiteral("WEB_HOST")), QStringLiteral("127.0.0.1"));
    QCOMPARE(opened->variables.value(QStringLiteral("SIGNALBOX_BIND")), QStringLiteral("127.0.0.1"));
}

void StackVariablesTest::ports_and_secrets_stay_when_a_stack_is_opened_again()
{
    const QString file = write(QStringLiteral("one.yaml"), oneService);
    const auto first = open(file);
    const auto second = open(file);
    QVERIFY(first && second);
    QCOMPARE(second->variables, first->variables);
    QCOMPARE(second->file.services.first().environment, first->file.services.first().environment);
}

void StackVariablesTest::a_broken_file_is_told_with_its_place()
{
    const QString file = write(QStringLiteral("one.yaml"), "services:\n  web:\n    depends_on: [db]\n");
    const auto opened = open(file);
    QVERIFY(!opened);
    QVERIFY(opened.error().message.startsWith(QStringLiteral("one.yaml, line 3, column 18: ")));
}

QTEST_GUILESS_MAIN(StackVariablesTest)
#include "stack_variables_test.moc"
