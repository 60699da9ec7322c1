// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/launch_plan.h"
#include "backend/engine/recipes/traefik_program.h"
#include "support/qt_test_main.h"

#include <QDir>
#include <QTemporaryDir>

using namespace signalbox;

// Plans only: nothing is started. That the plans work is what real_servers_test shows.
class LaunchPlanTest : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void a_new_cluster_is_made_and_an_existing_one_kept();
    void no_password_is_ever_an_argument();
    void postgres_listens_on_loopback_and_is_durable();
    void a_cluster_of_another_version_names_its_package();
    void each_database_is_provisioned_with_its_four_passwords();
    void databases_without_sql_are_an_error();
    void the_broker_stays_in_its_folder_and_on_loopback();
    void the_brokers_files_are_private_and_filled_in();
    void the_edge_gets_its_routes_and_a_copy_of_the_leaf_but_not_the_authority();
    void a_program_is_looked_for_beside_the_daemon_and_then_on_path();
    void a_migration_alone_gets_the_owners_url();
    void a_missing_program_is_named();
    void a_service_without_recipe_says_so();
    void traefik_must_be_new_enough();
    void a_service_has_a_minute_to_get_ready_unless_the_stack_file_says_otherwise();

private:
    LaunchPlan plan(const ServiceDefinition& service) const;
    QString problem(const ServiceDefinition& service) const;
    QString touch(const QString& path, const QByteArray& content = {}, bool executable = false) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    LaunchContext m_context;
};

static ServiceDefinition service(const char* name, Recipe recipe)
{
    ServiceDefinition definition;
    definition.name = QLatin1String(name);
    definition.native.recipe = recipe;
    return definition;
}

static ServiceDefinition ledger()
{
    ServiceDefinition definition = service("ledger", Recipe::Postgres);
    definition.native.ports = {{QStringLiteral("sql"), 5432}};
    definition.native.databases = {QStringLiteral("berths")};
    definition.native.config = QStringLiteral("ledger.sql");
    return definition;
}

static ServiceDefinition mail()
{
    ServiceDefinition definition = service("mail", Recipe::RabbitMq);
    definition.native.ports = {{QStringLiteral("amqp"), 5672},
                               {QStringLiteral("metrics"), 15692},
                               {QStringLiteral("dist"), 25672},
                               {QStringLiteral("epmd"), 4369}};
    definition.native.definitions = QStringLiteral("mail.json");
    return definition;
}

static ServiceDefinition master()
{
    ServiceDefinition definition = service("master", Recipe::Binary);
    definition.native.program = QStringLiteral("master");
    definition.native.ports = {{QStringLiteral("http"), 7300}, {QStringLiteral("metrics"), 7301}};
    definition.environment = {{QStringLiteral("LEVEL"), QStringLiteral("info")}};
    return definition;
}

static const ProcessSpec* program(const LaunchStep& step)
{
    return std::get_if<ProcessSpec>(&step.work);
}

static Result<void> carryOut(const LaunchStep& step)
{
    const auto* function = std::get_if<std::function<Result<void>()>>(&step.work);
    return function ? (*function)() : Result<void>();
}

static QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void LaunchPlanTest::init()
{
    test::failOnAnyWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_context.paths = {m_folder->filePath(QStringLiteral("state")), m_folder->filePath(QStringLiteral("run"))};
    m_context.stackDir = m_folder->filePath(QStringLiteral("stack"));
    m_context.programDir = m_folder->filePath(QStringLiteral("bin"));
    m_context.variables = {{QStringLiteral("POSTGRES_PASSWORD"), QStringLiteral("super-secret")},
                           {QStringLiteral("BERTHS_OWNER_PASSWORD"), QStringLiteral("owner-secret")},
                           {QStringLiteral("BERTHS_DB_PASSWORD"), QStringLiteral("db-secret")},
                           {QStringLiteral("BERTHS_READER_PASSWORD"), QStringLiteral("reader-secret")},
                           {QStringLiteral("BERTHS_OPERATOR_PASSWORD"), QStringLiteral("operator-secret")},
                           {QStringLiteral("SIGNALBOX_AMQP_PASSWORD"), QStringLiteral("mail-secret")},
                           {QStringLiteral("LEDGER_SQL_PORT"), QStringLiteral("6000")},
                           {QStringLiteral("MAIL_AMQP_PORT"), QStringLiteral("6001")},
                           {QStringLiteral("MASTER_METRICS_PORT"), QStringLiteral("6002")},
                           {QStringLiteral("PATH"), m_folder->filePath(QStringLiteral("path"))}};
}

LaunchPlan LaunchPlanTest::plan(const ServiceDefinition& definition) const
{
    Result<LaunchPlan> made = makeLaunchPlan(definition, m_context);
    if (!made)
        qFatal("%s", qPrintable(made.error().message));
    return *made;
}

QString LaunchPlanTest::problem(const ServiceDefinition& definition) const
{
    const Result<LaunchPlan> made = makeLaunchPlan(definition, m_context);
    return made ? QStringLiteral("(a plan)") : made.error().message;
}

QString LaunchPlanTest::touch(const QString& path, const QByteArray& content, bool executable) const
{
    const QString absolute = m_folder->filePath(path);
    QDir().mkpath(QFileInfo(absolute).absolutePath());
    QFile file(absolute);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0)
        qFatal("%s cannot be written", qPrintable(absolute));
    if (executable)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return absolute;
}

void LaunchPlanTest::a_new_cluster_is_made_and_an_existing_one_kept()
{
    const auto titles = [](const LaunchPlan& made) {
        QStringList all;
        for (const LaunchStep& step : made.prepare)
            all.append(step.title);
        return all;
    };
    const QString create = QStringLiteral("create the database cluster");
    QCOMPARE(titles(plan(ledger())), QStringList({create, create, create, QStringLiteral("write the configuration")}));
    const LaunchPlan first = plan(ledger());
    const QString version = QFileInfo(first.process.program).dir().absolutePath().section(QLatin1Char('/'), -2, -2);
    touch(QStringLiteral("state/data/ledger/cluster/PG_VERSION"), version.toLatin1() + '\n');
    QCOMPARE(titles(plan(ledger())), QStringList(QStringLiteral("write the configuration")));
}

void LaunchPlanTest::no_password_is_ever_an_argument()
{
    for (const ServiceDefinition& definition : {ledger(), mail()}) {
        const LaunchPlan made = plan(definition);
        QStringList arguments = made.process.arguments;
        for (const LaunchStep& step : made.prepare + made.provision) {
            if (const ProcessSpec* spec = program(step))
                arguments += spec->arguments;
        }
        QVERIFY2(!arguments.join(QLatin1Char(' ')).contains(QStringLiteral("secret")),
                 qPrintable(arguments.join(QLatin1Char(' '))));
    }
}

void LaunchPlanTest::postgres_listens_on_loopback_and_is_durable()
{
    const LaunchPlan made = plan(ledger());
    QCOMPARE(made.ports.value(QStringLiteral("sql")), 6000); // the variable, not the preferred one
    QCOMPARE(made.stopSignal, SIGINT);
    QVERIFY(carryOut(made.prepare.last()));
    const QString folder = m_context.paths.dataDir(QStringLiteral("ledger"));
    const QByteArray config = contents(folder + QStringLiteral("/postgresql.conf"));
    for (const char* line : {"listen_addresses = '127.0.0.1'\n",
                             "port = 6000\n",
                             "unix_socket_directories = ''\n",
                             "fsync = on\n",
                             "synchronous_commit = on\n"})
        QVERIFY2(config.contains(line), line);
    QCOMPARE(contents(folder + QStringLiteral("/pg_hba.conf")),
             QByteArray("host all all 127.0.0.1/32 scram-sha-256\n"));
    QCOMPARE(made.process.writable, QStringList(folder));
    const auto* probe = std::get_if<PostgresProbe>(&made.probe);
    QVERIFY(probe && probe->conninfo.contains(QStringLiteral("port=6000")));
}

void LaunchPlanTest::a_cluster_of_another_version_names_its_package()
{
    touch(QStringLiteral("state/data/ledger/cluster/PG_VERSION"), "9\n");
    const QString message = problem(ledger());
    QVERIFY2(message.contains(QStringLiteral("postgresql-9")), qPrintable(message));
}

void LaunchPlanTest::each_database_is_provisioned_with_its_four_passwords()
{
    const LaunchPlan made = plan(ledger());
    QCOMPARE(made.provision.size(), 1);
    const ProcessSpec* psql = program(made.provision.first());
    QVERIFY(psql);
    QCOMPARE(psql->environment.value(QStringLiteral("DATABASE")), QStringLiteral("berths"));
    QCOMPARE(psql->environment.value(QStringLiteral("OWNER_PASSWORD")), QStringLiteral("owner-secret"));
    QCOMPARE(psql->environment.value(QStringLiteral("RUNTIME_PASSWORD")), QStringLiteral("db-secret"));
    QCOMPARE(psql->environment.value(QStringLiteral("READER_PASSWORD")), QStringLiteral("reader-secret"));
    QCOMPARE(psql->environment.value(QStringLiteral("OPERATOR_PASSWORD")), QStringLiteral("operator-secret"));
    QCOMPARE(psql->readable, QStringList(m_context.stackDir + QStringLiteral("/ledger.sql")));

    m_context.variables.remove(QStringLiteral("BERTHS_READER_PASSWORD"));
    QVERIFY(problem(ledger()).contains(QStringLiteral("ledger needs the variable BERTHS_READER_PASSWORD")));
}

void LaunchPlanTest::databases_without_sql_are_an_error()
{
    ServiceDefinition definition = ledger();
    definition.native.config.clear();
    QVERIFY(problem(definition).contains(QStringLiteral("x-signalbox.native.config")));
}

void LaunchPlanTest::the_broker_stays_in_its_folder_and_on_loopback()
{
    const LaunchPlan made = plan(mail());
    const QString folder = m_context.paths.dataDir(QStringLiteral("mail"));
    const QMap<QString, QString>& environment = made.process.environment;
    for (const char* name : {"HOME",
                             "RABBITMQ_MNESIA_BASE",
                             "RABBITMQ_LOG_BASE",
                             "RABBITMQ_GENERATED_CONFIG_DIR",
                             "RABBITMQ_PID_FILE",
                             "RABBITMQ_ENABLED_PLUGINS_FILE",
                             "RABBITMQ_CONFIG_FILE",
                             "RABBITMQ_ADVANCED_CONFIG_FILE",
                             "RABBITMQ_CONF_ENV_FILE"})
        QVERIFY2(environment.value(QLatin1String(name)).startsWith(folder), name);
    QCOMPARE(environment.value(QStringLiteral("ERL_EPMD_ADDRESS")), QStringLiteral("127.0.0.1"));
    QCOMPARE(environment.value(QStringLiteral("ERL_EPMD_PORT")), QStringLiteral("4369"));
    QCOMPARE(environment.value(QStringLiteral("RABBITMQ_NODE_PORT")), QStringLiteral("6001"));
    QVERIFY(environment.value(QStringLiteral("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"))
                .contains(QStringLiteral("inet_dist_use_interface {127,0,0,1}")));
    const auto* probe = std::get_if<AmqpProbe>(&made.probe);
    QVERIFY(probe && probe->port == 6001 && probe->user == QStringLiteral("signalbox"));
}

void LaunchPlanTest::the_brokers_files_are_private_and_filled_in()
{
    touch(QStringLiteral("stack/mail.json"),
          R"({"users": [{"name": "signalbox", "password": "${SIGNALBOX_AMQP_PASSWORD}"}]})");
    touch(QStringLiteral("stack/mail/rabbitmq.conf"), "heartbeat = 7\n");
    ServiceDefinition definition = mail();
    definition.native.config = QStringLiteral("mail");
    const Result<void> written = carryOut(plan(definition).prepare.first());
    QVERIFY2(written, written ? "" : qPrintable(written.error().message));
    const QString folder = m_context.paths.dataDir(QStringLiteral("mail"));
    QVERIFY(contents(folder + QStringLiteral("/definitions.json")).contains("\"mail-secret\""));
    QCOMPARE(QFile(folder + QStringLiteral("/definitions.json")).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    const QByteArray config = contents(folder + QStringLiteral("/rabbitmq.conf"));
    QVERIFY(config.startsWith("heartbeat = 7\n")); // the stack's own, then where it is
    QVERIFY(config.contains("listeners.tcp.local = 127.0.0.1:6001\n"));
    QVERIFY(config.contains("prometheus.tcp.ip = 127.0.0.1\n"));
    QVERIFY(contents(folder + QStringLiteral("/advanced.config")).contains("quorum_tick_interval, 1000"));
    QVERIFY(contents(folder + QStringLiteral("/enabled_plugins")).contains("rabbitmq_prometheus"));
}

void LaunchPlanTest::the_edge_gets_its_routes_and_a_copy_of_the_leaf_but_not_the_authority()
{
    const QString traefik = touch(QStringLiteral("cache/signalbox/traefik/3.8.0/traefik"), "x", true);
    m_context.variables.insert(QStringLiteral("XDG_CACHE_HOME"), m_folder->filePath(QStringLiteral("cache")));
    touch(QStringLiteral("state/tls/leaf.pem"), "leaf");
    touch(QStringLiteral("state/tls/leaf-key.pem"), "key");
    touch(QStringLiteral("state/tls/ca-key.pem"), "authority");
    ServiceDefinition gate = service("gate", Recipe::Traefik);
    gate.native.ports = {{QStringLiteral("admin"), 8082}};
    gate.native.config = QStringLiteral("gate");
    gate.environment = {{QStringLiteral("TRAEFIK_PROVIDERS_FILE_DIRECTORY"), QStringLiteral("/in/containers")},
                        {QStringLiteral("TRAEFIK_PING"), QStringLiteral("true")}};
    const LaunchPlan made = plan(gate);
    QCOMPARE(made.process.program, traefik);
    const QString routes = m_context.stackDir + QStringLiteral("/gate");
    QCOMPARE(made.process.environment.value(QStringLiteral("TRAEFIK_PROVIDERS_FILE_DIRECTORY")), routes);
    QCOMPARE(made.process.environment.value(QStringLiteral("TRAEFIK_PING")), QStringLiteral("true"));
    QCOMPARE(made.process.readable, QStringList({traefik, routes}));
    QVERIFY(carryOut(made.prepare.first()));
    const QString tls = made.process.environment.value(QStringLiteral("SIGNALBOX_TLS_DIR"));
    QVERIFY(tls.startsWith(made.process.writable.first()));
    QCOMPARE(QDir(tls).entryList(QDir::Files),
             QStringList({QStringLiteral("leaf-key.pem"), QStringLiteral("leaf.pem")}));
    const auto* probe = std::get_if<HttpProbe>(&made.probe);
    QVERIFY(probe && probe->port == 8082 && probe->path == QStringLiteral("/ping"));
}

void LaunchPlanTest::a_program_is_looked_for_beside_the_daemon_and_then_on_path()
{
    const QString onPath = touch(QStringLiteral("path/master"), "x", true);
    QCOMPARE(plan(master()).process.program, onPath);
    const QString beside = touch(QStringLiteral("bin/master"), "x", true);
    const LaunchPlan made = plan(master());
    QCOMPARE(made.process.program, beside);
    QCOMPARE(made.process.environment.value(QStringLiteral("LEVEL")), QStringLiteral("info"));
    QVERIFY(!made.process.environment.contains(QStringLiteral("POSTGRES_PASSWORD"))); // not what others need
    const auto* probe = std::get_if<HttpProbe>(&made.probe);
    QVERIFY(probe && probe->port == 6002 && probe->path == QStringLiteral("/health/ready"));

    ServiceDefinition relative = master();
    relative.native.program = QStringLiteral("../bin/master");
    QCOMPARE(plan(relative).process.program, beside); // a path: from the stack file
}

void LaunchPlanTest::a_service_has_a_minute_to_get_ready_unless_the_stack_file_says_otherwise()
{
    touch(QStringLiteral("bin/master"), "x", true);
    QCOMPARE(plan(master()).startTimeout, std::chrono::seconds(60));
    ServiceDefinition patient = master();
    patient.native.startTimeout = std::chrono::seconds(300);
    QCOMPARE(plan(patient).startTimeout, std::chrono::seconds(300));
}

void LaunchPlanTest::a_migration_alone_gets_the_owners_url()
{
    touch(QStringLiteral("bin/master"), "x", true);
    ServiceDefinition definition = master();
    definition.native.migrate = true;
    definition.native.migrateEnvironment = {{QStringLiteral("OWNER"), QStringLiteral("url")}};
    const LaunchPlan made = plan(definition);
    QVERIFY(!made.process.environment.contains(QStringLiteral("OWNER")));
    QCOMPARE(made.prepare.size(), 1);
    const ProcessSpec* migration = program(made.prepare.first());
    QVERIFY(migration);
    QCOMPARE(migration->arguments, QStringList(QStringLiteral("--migrate")));
    QCOMPARE(migration->environment.value(QStringLiteral("OWNER")), QStringLiteral("url"));
    QCOMPARE(migration->environment.value(QStringLiteral("LEVEL")), QStringLiteral("info"));
}

void LaunchPlanTest::a_missing_program_is_named()
{
    QVERIFY(problem(master()).contains(QStringLiteral("master cannot start: its program “master” is neither in")));
    ServiceDefinition gate = service("gate", Recipe::Traefik);
    gate.native.config = QStringLiteral("gate");
    m_context.variables.insert(QStringLiteral("XDG_CACHE_HOME"), m_folder->filePath(QStringLiteral("none")));
    QVERIFY(problem(gate).contains(QStringLiteral("Traefik 3.7.6 or newer is missing")));
}

void LaunchPlanTest::a_service_without_recipe_says_so()
{
    QVERIFY(problem(service("crane", Recipe::None)).contains(QStringLiteral("crane has no x-signalbox.native")));
}

void LaunchPlanTest::traefik_must_be_new_enough()
{
    QCOMPARE(traefikVersionFrom("Version:      3.7.6\nCodename:     cheddar\n"), QVersionNumber(3, 7, 6));
    QVERIFY(traefikVersionFrom("nonsense").isNull());
    Variables environment{{QStringLiteral("PATH"), m_folder->filePath(QStringLiteral("path"))},
                          {QStringLiteral("XDG_CACHE_HOME"), m_folder->filePath(QStringLiteral("cache"))}};
    touch(QStringLiteral("path/traefik"), "#!/bin/sh\necho 'Version:      3.6.9'\n", true);
    QCOMPARE(findTraefik(environment), QString());
    touch(QStringLiteral("cache/signalbox/traefik/3.7.5/traefik"), "x", true);
    QCOMPARE(findTraefik(environment), QString());
    touch(QStringLiteral("cache/signalbox/traefik/3.7.6/traefik"), "x", true);
    const QString newest = touch(QStringLiteral("cache/signalbox/traefik/3.10.0/traefik"), "x", true);
    QCOMPARE(findTraefik(environment), newest);
    const QString onPath = touch(QStringLiteral("path/traefik"), "#!/bin/sh\necho 'Version:      3.7.6'\n", true);
    QCOMPARE(findTraefik(environment), onPath);
    environment.insert(QStringLiteral("SIGNALBOX_TRAEFIK"), QStringLiteral("/own/traefik"));
    QCOMPARE(findTraefik(environment), QStringLiteral("/own/traefik"));
}

QTEST_GUILESS_MAIN(LaunchPlanTest)
#include "launch_plan_test.moc"
