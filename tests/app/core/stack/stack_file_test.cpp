// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/stack_file.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

using namespace signalbox;

class StackFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void the_projects_own_stack_has_no_problem_and_no_warning();
    void the_own_stack_gives_the_services_what_they_need();
    void a_stack_with_other_names_is_read_just_the_same();
    void recipes_bring_their_usual_ports_and_kinds();
    void dependencies_keep_their_conditions();
    void outbox_and_inbox_are_mapped_to_foreign_columns();
    void environment_may_be_a_list();
    void the_demo_is_read_with_its_variables_left_alone();
    void the_closure_holds_what_services_need_but_no_profile();
    void merge_keys_and_aliases_are_resolved();
    void a_stack_without_a_name_is_called_like_its_folder();
    void variables_of_ports_are_shell_names();
};

static StackFile read(const char* path, const Variables& variables = {}, Unset unset = Unset::IsEmpty)
{
    const QString file = signalbox::test::sourcePath(path);
    const Result<StackFile> result = readStackFile(file, variables, unset);
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
    return *result;
}

static StackFile harbour()
{
    return read("tests/data/stack/harbour.yaml",
                {{QStringLiteral("BERTHS_DB_PASSWORD"), QStringLiteral("pw")},
                 {QStringLiteral("LEDGER_HOST"), QStringLiteral("127.0.0.1")},
                 {QStringLiteral("TERM"), QStringLiteral("dumb")}},
                Unset::IsError);
}

void StackFileTest::the_projects_own_stack_has_no_problem_and_no_warning()
{
    const StackFile file = read("compose/compose.yaml");
    QCOMPARE(file.warnings, QStringList());
    QCOMPARE(file.name, QStringLiteral("shop"));
    QCOMPARE(file.edgeHost, QStringLiteral("api.localhost"));
    QStringList names;
    for (const ServiceDefinition& service : file.services)
        names.append(service.name);
    QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("edge postgres rabbitmq auth orders invoices items"));
    QCOMPARE(file.demo.size(), 4);
    QCOMPARE(file.demo[2].body, QStringLiteral("{\"amount\":5000}"));
    QCOMPARE(file.demo[2].headers.value(QStringLiteral("Idempotency-Key")), QStringLiteral("\"${uuid}\""));
    QVERIFY(file.demo[2].follow);
    QCOMPARE(file.demo[3].until, QStringLiteral("items.0.id"));
}

void StackFileTest::the_own_stack_gives_the_services_what_they_need()
{
    const StackFile file = read("compose/compose.yaml",
                                {{QStringLiteral("SIGNALBOX_BIND"), QStringLiteral("127.0.0.1")},
                                 {QStringLiteral("ORDERS_HTTP_PORT"), QStringLiteral("9999")},
                                 {QStringLiteral("ORDERS_DB_PASSWORD"), QStringLiteral("pw")},
                                 {QStringLiteral("ORDERS_OWNER_PASSWORD"), QStringLiteral("opw")},
                                 {QStringLiteral("POSTGRES_HOST"), QStringLiteral("127.0.0.1")}});
    const ServiceDefinition* orders = file.find(QStringLiteral("orders"));
    QVERIFY(orders);
    QCOMPARE(orders->environment.value(QStringLiteral("HTTP_ADDRESS")), QStringLiteral("127.0.0.1"));
    QCOMPARE(orders->environment.value(QStringLiteral("HTTP_PORT")), QStringLiteral("9999"));
    QCOMPARE(orders->environment.value(QStringLiteral("DATABASE_URL")),
             QStringLiteral("postgresql://orders:pw@127.0.0.1:5432/orders"));
    QVERIFY(!orders->environment.contains(QStringLiteral("DATABASE_OWNER_URL"))); // the running service owns nothing
    QCOMPARE(orders->native.migrateEnvironment.value(QStringLiteral("DATABASE_OWNER_URL")),
             QStringLiteral("postgresql://orders_owner:opw@127.0.0.1:5432/orders"));
    QVERIFY(orders->native.migrate);
    QCOMPARE(orders->outbox->columns.value(QStringLiteral("traceparent")), QStringLiteral("headers->>'traceparent'"));
    QVERIFY(orders->environment.contains(QStringLiteral("AUTH_JWKS_URL"))); // merged in
}

void StackFileTest::a_stack_with_other_names_is_read_just_the_same()
{
    const StackFile file = harbour();
    QCOMPARE(file.warnings, QStringList());
    QCOMPARE(file.name, QStringLiteral("harbour"));
    QCOMPARE(file.edgeHost, QStringLiteral("quay.localhost"));
    QCOMPARE(file.secrets.size(), 6);
    const ServiceDefinition* master = file.find(QStringLiteral("harbour-master"));
    QVERIFY(master);
    QVERIFY(master->native.recipe == Recipe::Binary);
    QCOMPARE(master->native.program, QStringLiteral("./bin/master"));
    QCOMPARE(master->native.arguments, QStringList({QStringLiteral("--watch"), QStringLiteral("north pier")}));
    QVERIFY(master->native.migrate);
    QCOMPARE(master->native.startTimeout, std::chrono::seconds(90));
    QCOMPARE(master->queues, QStringList(QStringLiteral("ships.arrived")));
    QCOMPARE(master->line, 24);
    QVERIFY(file.find(QStringLiteral("crane"))->native.recipe == Recipe::None);
    QVERIFY(!file.find(QStringLiteral("nobody")));
}

void StackFileTest::recipes_bring_their_usual_ports_and_kinds()
{
    const StackFile file = harbour();
    const auto service = [&file](const char* name) { return *file.find(QLatin1String(name)); };
    QCOMPARE(service("gate").native.ports.value(QStringLiteral("admin")), 8082);
    QCOMPARE(service("mail").native.ports.value(QStringLiteral("epmd")), 4369);
    QCOMPARE(service("ledger").native.ports, (QMap<QString, int>{{QStringLiteral("sql"), 6543}}));
    QCOMPARE(service("gate").kind, QStringLiteral("edge"));
    QCOMPARE(service("ledger").kind, QStringLiteral("database"));
    QCOMPARE(service("mail").kind, QStringLiteral("broker"));
    QCOMPARE(service("cache").kind, QStringLiteral("cache"));
    QCOMPARE(service("crane").kind, QStringLiteral("service"));
}

void StackFileTest::dependencies_keep_their_conditions()
{
    const QList<Dependency> dependencies = harbour().find(QStringLiteral("crane"))->dependsOn;
    QCOMPARE(dependencies.size(), 3);
    QCOMPARE(dependencies[0].service, QStringLiteral("harbour-master"));
    QVERIFY(dependencies[0].condition == DependencyCondition::Healthy);
    QVERIFY(dependencies[1].condition == DependencyCondition::CompletedSuccessfully);
    QVERIFY(dependencies[2].condition == DependencyCondition::Started);
    QVERIFY(dependencies[1].required);
    QVERIFY(!dependencies[2].required);
}

void StackFileTest::outbox_and_inbox_are_mapped_to_foreign_columns()
{
    const StackFile file = harbour();
    const ServiceDefinition* master = file.find(QStringLiteral("harbour-master"));
    QVERIFY(master->outbox && master->inbox);
    QCOMPARE(master->outbox->table, QStringLiteral("dock.notices"));
    QCOMPARE(master->outbox->columns.value(QStringLiteral("sent_at")), QStringLiteral("posted"));
    QCOMPARE(master->outbox->columns.value(QStringLiteral("traceparent")), QStringLiteral("meta->>'trace'"));
    QVERIFY(!master->outbox->columns.contains(QStringLiteral("attempts")));
    QCOMPARE(master->inbox->columns.value(QStringLiteral("event_id")), QStringLiteral("notice_id"));
}

void StackFileTest::environment_may_be_a_list()
{
    const StackFile file = harbour();
    const QMap<QString, QString> environment = file.find(QStringLiteral("harbour-master"))->environment;
    const QMap<QString, QString> expected{
        {QStringLiteral("LEDGER"), QStringLiteral("postgresql://berths:pw@127.0.0.1:5432/berths")},
        {QStringLiteral("TERM"), QStringLiteral("dumb")}, // taken from the variables
        {QStringLiteral("EMPTY"), QString()}};
    QCOMPARE(environment, expected);
}

void StackFileTest::the_demo_is_read_with_its_variables_left_alone()
{
    const QList<DemoStep> demo = harbour().demo;
    QCOMPARE(demo.size(), 2);
    QCOMPARE(demo[0].method, QStringLiteral("POST"));
    QCOMPARE(demo[0].body, QStringLiteral("{\"crew\":[1,null],\"empty\":false,\"name\":\"5000\",\"tons\":5000}"));
    QCOMPARE(demo[0].expectStatus, 202);
    QCOMPARE(demo[0].save.value(QStringLiteral("ship")), QStringLiteral("id"));
    QCOMPARE(demo[1].name, QStringLiteral("GET /ships/${ship}"));
    QCOMPARE(demo[1].path, QStringLiteral("/ships/${ship}"));
}

void StackFileTest::the_closure_holds_what_services_need_but_no_profile()
{
    const StackFile file = harbour();
    const auto set = [](const char* names) {
        const QStringList list = QString::fromLatin1(names).split(QLatin1Char(' '));
        return QSet<QString>(list.cbegin(), list.cend());
    };
    QCOMPARE(file.closure({QStringLiteral("harbour-master")}), set("harbour-master mail ledger"));
    QCOMPARE(file.closure({QStringLiteral("cache")}), set("cache")); // asked for by name
    QCOMPARE(read("compose/compose.yaml").closure({}), set("edge postgres rabbitmq auth orders invoices items"));
    QCOMPARE(read("compose/compose.yaml").closure({QStringLiteral("edge")}), set("edge auth postgres rabbitmq"));
}

void StackFileTest::merge_keys_and_aliases_are_resolved()
{
    const QByteArray text = "x-a: &a {K: one, L: two}\nx-b: &b {L: three, M: four}\n"
                            "services: {web: {environment: {<<: [*a, *b], K: own}}}\n";
    const Result<StackFile> file = parseStackFile(text, QStringLiteral("/x/a.yaml"), {});
    QVERIFY(file);
    const QMap<QString, QString> expected{{QStringLiteral("K"), QStringLiteral("own")},
                                          {QStringLiteral("L"), QStringLiteral("two")},
                                          {QStringLiteral("M"), QStringLiteral("four")}};
    QCOMPARE(file->services.first().environment, expected);
}

void StackFileTest::a_stack_without_a_name_is_called_like_its_folder()
{
    const Result<StackFile> file =
        parseStackFile("services: {web: {}}", QStringLiteral("/srv/My_Shop 2/compose.yaml"), {});
    QVERIFY(file);
    QCOMPARE(file->name, QStringLiteral("my_shop2"));
}

void StackFileTest::variables_of_ports_are_shell_names()
{
    QCOMPARE(portVariable(QStringLiteral("harbour-master"), QStringLiteral("http")),
             QStringLiteral("HARBOUR_MASTER_HTTP_PORT"));
    QCOMPARE(serviceVariable(QStringLiteral("a.b"), QStringLiteral("HOST")), QStringLiteral("A_B_HOST"));
}

QTEST_GUILESS_MAIN(StackFileTest)
#include "stack_file_test.moc"
