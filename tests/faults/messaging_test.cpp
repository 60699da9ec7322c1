// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/rabbit_consumer.h"
#include "platform/bus/rabbit_publisher.h"
#include "platform/inbox/event_consumer.h"
#include "platform/outbox/dispatcher.h"
#include "platform/outbox/pg_outbox_store.h"
#include "platform/postgres/housekeeper.h"
#include "platform/postgres/migrations.h"
#include "platform/postgres/partitions.h"
#include "platform/uuid.h"
#include "support/qt_test_main.h"
#include "support/test_stack.h"

#include <QDeadlineTimer>
#include <QJsonObject>

#include <algorithm>
#include <atomic>
#include <deque>

using namespace platform;
using namespace std::chrono_literals;
using Outcome = Inbox::Outcome;

// What the fakes of the unit tests only claim: the same parts on the real database and the real broker, one by one.
class MessagingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_database.reset(); }

    void a_completion_under_a_lease_that_was_lost_marks_nothing();
    void nothing_is_fetched_behind_an_unsent_row_of_its_aggregate();
    void what_is_committed_behind_a_later_id_is_found();
    void what_others_have_committed_is_heard_of_without_a_poll();
    void the_status_view_has_the_classic_columns();
    void partitions_are_made_ahead_and_dropped_when_nothing_in_them_waits();
    void an_id_that_no_partition_holds_is_remembered_all_the_same();
    void what_follows_a_failed_event_waits_in_the_table();
    void an_acknowledgement_is_for_one_delivery_alone();
    void a_row_that_cannot_be_sent_is_found_and_the_others_pass();
    void what_nobody_binds_lands_with_the_unrouted();
    void a_publisher_says_which_of_its_exchanges_is_missing();

private:
    std::string url(const char* database, const char* role) const
    {
        const QJsonObject urls = m_info.value(QStringLiteral("databases")).toObject();
        return urls.value(QLatin1String(database)).toObject().value(QLatin1String(role)).toString().toStdString();
    }
    std::string brokerUrl(const char* user) const
    {
        return m_info.value(QStringLiteral("amqp")).toObject().value(QLatin1String(user)).toString().toStdString();
    }
    // As the owner. Several statements are one transaction.
    qint64 number(const std::string& sql)
    {
        const std::string& name = m_names.emplace_back("test_" + std::to_string(m_names.size()));
        const auto rows = m_owner->query({}, {name, sql, "SELECT test"});
        if (!rows)
            qWarning("%s: %s", sql.c_str(), rows.error().message.c_str());
        return rows && !rows->empty() ? rows->integer(0, 0) : -1;
    }
    void addRow(const std::string& aggregate, int seq, const std::string& type = "thing.changed.v1")
    {
        const auto added = m_database->transact(TraceContext(), [&](Transaction& transaction) {
            return appendToOutbox(transaction,
                                  {.eventId = uuidV7(),
                                   .aggregateType = "thing",
                                   .aggregateId = aggregate,
                                   .aggregateSeq = seq,
                                   .eventType = type,
                                   .payload = "{}",
                                   .headers = "{}"});
        });
        QVERIFY(added.has_value());
    }
    std::vector<std::string> fetched(OutboxStore& store, const Leases& leases)
    {
        std::vector<std::string> names;
        const auto rows = store.fetch(leases, {}, 100);
        if (rows) {
            for (const PendingRow& row : *rows)
                names.push_back(row.row.aggregateId + "/" + std::to_string(row.row.aggregateSeq));
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    signalbox::test::TestStack m_stack;
    QJsonObject m_info;
    Metrics m_metrics;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Database> m_owner;
    std::deque<std::string> m_names; // of statements: their connections remember them
};

using Names = std::vector<std::string>;

// Of ten and eleven days ago, each with an event; that of the older one was never sent.
static constexpr const char* oldPartitions =
    "CREATE TEMP TABLE day AS SELECT n, ((now() AT TIME ZONE 'UTC')::date - n)::timestamp AT TIME ZONE 'UTC' AS low"
    " FROM generate_series(10, 11) AS n;"
    "DO $$ DECLARE d day; BEGIN FOR d IN SELECT * FROM day LOOP"
    " EXECUTE format('CREATE TABLE %I PARTITION OF outbox FOR VALUES FROM (%L) TO (%L)',"
    " 'outbox_p' || to_char(d.low AT TIME ZONE 'UTC', 'YYYYMMDD'), d.low, d.low + interval '1 day'); END LOOP; END $$;"
    "INSERT INTO outbox (part, event_id, aggregate_type, aggregate_id, aggregate_seq, event_type, schema_version,"
    " payload, headers, created_at, sent_at) SELECT 0, gen_random_uuid(), 'thing', n::text, 1, 'x', 1, '{}', '{}',"
    " low + interval '1 h', CASE n WHEN 10 THEN now() END FROM day";

void MessagingTest::initTestCase()
{
    QCOMPARE(m_stack.ctl({QStringLiteral("start"), QStringLiteral("postgres"), QStringLiteral("rabbitmq")}).exitCode,
             0);
    QTRY_VERIFY_WITH_TIMEOUT(m_stack.isReady(QStringLiteral("postgres")) && m_stack.isReady(QStringLiteral("rabbitmq")),
                             120'000);
    m_info = m_stack.ctl({QStringLiteral("info"), QStringLiteral("--json"), QStringLiteral("--secrets")}).json();
    const MigrationSet sets[] = {messagingMigrations()};
    const auto applied = migrate(url("orders", "owner_url"), sets);
    QVERIFY2(applied.has_value(), applied ? "" : applied.error().message.c_str());
    m_database = std::make_unique<Database>(Database::Settings{.url = url("orders", "url")}, m_metrics);
    m_owner = std::make_unique<Database>(Database::Settings{.url = url("orders", "owner_url")}, m_metrics);
}

void MessagingTest::init()
{
    signalbox::test::failOnAnyWarning();
    number("WITH a AS (DELETE FROM outbox), b AS (DELETE FROM outbox_parked), c AS (DELETE FROM inbox),"
           " d AS (DELETE FROM inbox_foreign), e AS (DELETE FROM inbox_waiting)"
           " UPDATE outbox_lease SET owner = NULL, until = now() RETURNING 1");
}

void MessagingTest::a_completion_under_a_lease_that_was_lost_marks_nothing()
{
    PgOutboxStore first(*m_database);
    PgOutboxStore second(*m_database);
    const auto leases = first.lease(10ms);
    QVERIFY(leases.has_value());
    QCOMPARE(leases->size(), std::size_t(32));
    addRow("a", 1);
    const auto rows = first.fetch(*leases, {}, 10);
    QCOMPARE(rows->size(), std::size_t(1));
    QTRY_COMPARE(second.lease(60s)->size(), std::size_t(32));
    QVERIFY(first.complete(*rows).has_value());
    QCOMPARE(number("SELECT count(*) FROM outbox WHERE sent_at IS NULL"), 1);
    second.release();
    const auto again = first.lease(60s); // its own again, and still not those it was fetched under
    QVERIFY(again->begin()->second > leases->begin()->second);
    QVERIFY(first.complete(*rows).has_value());
    QCOMPARE(number("SELECT count(*) FROM outbox WHERE sent_at IS NULL"), 1);
    QVERIFY(first.complete(*first.fetch(*again, {}, 10)).has_value());
    QCOMPARE(number("SELECT count(*) FROM outbox WHERE sent_at IS NULL"), 0);
}

void MessagingTest::nothing_is_fetched_behind_an_unsent_row_of_its_aggregate()
{
    PgOutboxStore store(*m_database);
    const Leases leases = *store.lease(60s);
    for (const char* aggregate : {"dead", "late", "sent"}) {
        addRow(aggregate, 1);
        addRow(aggregate, 2);
    }
    QCOMPARE(fetched(store, leases), (Names{"dead/1", "late/1", "sent/1"}));
    const auto rows = store.fetch(leases, {}, 100);
    for (const PendingRow& row : *rows) {
        if (row.row.aggregateId == "sent")
            QVERIFY(store.complete({row}).has_value());
        else
            QVERIFY(store.postpone(row, 60s, row.row.aggregateId == "dead", "no room").has_value());
    }
    QCOMPARE(fetched(store, leases), Names{"sent/2"});
    QCOMPARE(store.figures()->parked, 2);
}

void MessagingTest::what_is_committed_behind_a_later_id_is_found()
{
    PgOutboxStore store(*m_database);
    const Leases leases = *store.lease(60s);
    number("SELECT 1 FROM setval(pg_get_serial_sequence('outbox', 'id'), 1000000)");
    addRow("later", 1);
    // The mark has moved past it when this has been sent for a while.
    QTRY_VERIFY(fetched(store, leases) == Names{"later/1"});
    QVERIFY(store.complete(*store.fetch(leases, {}, 10)).has_value());
    const QDeadlineTimer settled(600ms);
    while (!settled.hasExpired())
        QCOMPARE(fetched(store, leases), Names{});
    number("INSERT INTO outbox (id, part, event_id, aggregate_type, aggregate_id, aggregate_seq, event_type,"
           " schema_version, payload, headers) OVERRIDING SYSTEM VALUE VALUES (5, 1, gen_random_uuid(), 'thing',"
           " 'earlier', 1, 'x', 1, '{}', '{}') RETURNING 1");
    bool found = false;
    QTRY_VERIFY(found = found || fetched(store, leases) == Names{"earlier/1"});
}

void MessagingTest::what_others_have_committed_is_heard_of_without_a_poll()
{
    PgOutboxStore here(*m_database);
    PgOutboxStore there(*m_database);
    std::atomic<int> heard{0};
    there.listen([&heard] { ++heard; });
    QTRY_COMPARE(heard.load(), 1); // that it listens
    here.announce();
    QTRY_COMPARE(heard.load(), 2);
    there.stopListening();
}

void MessagingTest::the_status_view_has_the_classic_columns()
{
    PgOutboxStore store(*m_database);
    const Leases leases = *store.lease(60s);
    for (const char* aggregate : {"sent", "failed", "pending"})
        addRow(aggregate, 1);
    const auto rows = store.fetch(leases, {}, 100);
    for (const PendingRow& row : *rows) {
        if (row.row.aggregateId == "sent")
            QVERIFY(store.complete({row}).has_value());
        else if (row.row.aggregateId == "failed")
            QVERIFY(store.postpone(row, 1s, true, "no room").has_value());
    }
    for (const char* status : {"SENT", "FAILED", "PENDING"})
        QCOMPARE(number("SELECT count(*) FROM outbox_status WHERE upper(aggregate_id) = status AND status = '" +
                        std::string(status) + "' AND retry_count = (status = 'FAILED')::int AND occurred_at <= now()"),
                 1);
}

void MessagingTest::partitions_are_made_ahead_and_dropped_when_nothing_in_them_waits()
{
    QVERIFY(m_database->query({}, maintainPartitions).has_value()); // by the role without DDL
    const auto exists = [this](const std::string& table, int day) {
        return number("SELECT (to_regclass('" + table + "_p' || to_char((now() AT TIME ZONE 'UTC')::date + (" +
                      std::to_string(day) + "), 'YYYYMMDD')) IS NOT NULL)::int") == 1;
    };
    QVERIFY(exists("outbox", 7) && exists("inbox", 7) && exists("inbox", -7));

    const Migration makeOld[] = {{"0001_make_old_partitions", oldPartitions}};
    const MigrationSet old[] = {{"test", makeOld}};
    // Whoever migrates retires as well.
    QVERIFY(migrate(url("orders", "owner_url"), old).has_value());
    QVERIFY(!exists("outbox", -10));
    QVERIFY(exists("outbox", -11)); // it holds an event that was never sent
    number("UPDATE outbox SET sent_at = now() WHERE aggregate_id = '11' RETURNING 1");
    QCOMPARE(*retirePartitions(url("orders", "owner_url")), 1);
    QVERIFY(!exists("outbox", -11) && exists("outbox", 0));
}

void MessagingTest::an_id_that_no_partition_holds_is_remembered_all_the_same()
{
    const Inbox inbox(EventConsumer::storeOf(*m_database), 1);
    int effects = 0;
    const EventHandler handler =
        eventHandler<int>([](const Message&, const TraceContext&) -> tl::expected<int, Refusal> { return 1; },
                          [&effects](Transaction&, std::span<const int> values) -> DatabaseResult<void> {
                              effects += static_cast<int>(values.size());
                              return {};
                          });
    const Message message{};
    std::vector<ReadEvent> events;
    for (const std::string& id : {uuidV7(),
                                  std::string("a0000000-0000-4000-8000-000000000001"),
                                  std::string("ffffffff-0000-7000-8000-000000000002")})
        events.push_back({id, &handler, 1, {}, &message});
    const auto first = inbox.apply(events);
    QVERIFY(first.has_value());
    QCOMPARE(*first, (std::vector<Outcome>(3, Outcome::Handled)));
    QCOMPARE(*inbox.apply(events), (std::vector<Outcome>(3, Outcome::Duplicate)));
    QCOMPARE(effects, 3);
    QCOMPARE(number("SELECT count(*) FROM inbox_foreign"), 2);
}

void MessagingTest::what_follows_a_failed_event_waits_in_the_table()
{
    const Inbox inbox(EventConsumer::storeOf(*m_database), 1);
    Names effects;
    const EventHandler handler = eventHandler<std::string>(
        [](const Message& m, const TraceContext&) -> tl::expected<std::string, Refusal> { return m.body; },
        [&effects](Transaction&, std::span<const std::string> bodies) -> DatabaseResult<void> {
            effects.insert(effects.end(), bodies.begin(), bodies.end());
            return {};
        });
    const auto message = [](const std::string& body) {
        return Message{.id = uuidV7(),
                       .type = "thing.changed.v1",
                       .headers = {{"aggregate_type", "thing"}, {"subject", "a"}, {"aggregate_seq", body}},
                       .body = body};
    };
    const auto apply = [&](const Message& m, int attempts = 0) {
        const std::vector<ReadEvent> one{{m.id, &handler, std::any(m.body), {}, &m, attempts}};
        return inbox.apply(one).value().front();
    };
    const Message one = message("1"), two = message("2"), three = message("3");
    QVERIFY(inbox.block(one).has_value());
    QCOMPARE(apply(three), Outcome::Kept);
    QCOMPARE(apply(two), Outcome::Kept);
    QCOMPARE(apply(two), Outcome::Kept);
    QVERIFY(inbox.lookAtKept()->ready.empty());
    QCOMPARE(inbox.lookAtKept()->rows, std::size_t(3));
    QCOMPARE(apply(one, 1), Outcome::Handled);
    for (int i = 0; i < 2; ++i) {
        const auto view = inbox.lookAtKept();
        QCOMPARE(view->ready.size(), std::size_t(1));
        const Message& next = view->ready.front();
        QCOMPARE(*inbox.applyKept({next.id, &handler, std::any(next.body), {}, &next}), Outcome::Handled);
        QCOMPARE(*inbox.applyKept({next.id, &handler, std::any(next.body), {}, &next}), Outcome::Duplicate);
    }
    QCOMPARE(effects, (Names{"1", "2", "3"}));
    QCOMPARE(apply(two), Outcome::Duplicate);
    QCOMPARE(number("SELECT count(*) FROM inbox_waiting"), 0);
}

void MessagingTest::an_acknowledgement_is_for_one_delivery_alone()
{
    RabbitPublisher publisher(brokerUrl("orders"), "test");
    QTRY_VERIFY(publisher.isReady());
    for (std::uint64_t i = 1; i <= 3; ++i)
        publisher.publish({i,
                           "events",
                           "order.created.v1",
                           {.id = uuidV7(), .type = "order.created.v1", .headers = {}, .body = std::to_string(i)}});
    std::vector<Delivery> got;
    {
        RabbitConsumer consumer({.url = brokerUrl("invoices"), .name = "test", .queue = "invoices.in"});
        QTRY_VERIFY([&] {
            const auto more = consumer.receive(3, 100ms);
            got.insert(got.end(), more.begin(), more.end());
            return got.size() == 3;
        }());
        consumer.acknowledge(got[2]);
    }
    RabbitConsumer consumer({.url = brokerUrl("invoices"), .name = "test", .queue = "invoices.in"});
    Names again;
    QTRY_VERIFY([&] {
        for (const Delivery& delivery : consumer.receive(3, 100ms)) {
            again.push_back(delivery.message.body);
            consumer.acknowledge(delivery);
        }
        return again.size() >= 2;
    }());
    QCOMPARE(again, (Names{"1", "2"}));
}

void MessagingTest::a_row_that_cannot_be_sent_is_found_and_the_others_pass()
{
    PgOutboxStore store(*m_database);
    RabbitPublisher publisher(brokerUrl("orders"), "test");
    Dispatcher dispatcher({.source = "orders"}, store, publisher, m_metrics);
    for (const char* aggregate : {"a", "b", "c", "d"})
        addRow(aggregate, 1);
    // A message's header is one frame, of 128 KiB at most.
    number(
        "UPDATE outbox SET headers = jsonb_build_object('correlation_id', repeat('x', 200000)) WHERE aggregate_id = 'c'"
        " RETURNING 1");
    QTRY_VERIFY_WITH_TIMEOUT((dispatcher.step(), number("SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL") == 3),
                             30'000);
    QCOMPARE(number("SELECT count(*) FROM outbox WHERE sent_at IS NULL AND aggregate_id = 'c'"), 1);
}

void MessagingTest::what_nobody_binds_lands_with_the_unrouted()
{
    RabbitPublisher publisher(brokerUrl("orders"), "test");
    QTRY_VERIFY(publisher.isReady());
    publisher.publish({7, "events", "nobody.knows.v1", {.id = uuidV7(), .type = "x", .headers = {}, .body = "{}"}});
    std::vector<Settlement> answers;
    QTRY_VERIFY([&] {
        for (Settlement& one : publisher.settle(100ms))
            answers.push_back(std::move(one));
        return !answers.empty();
    }());
    QVERIFY(answers.front().outcome == Settlement::Outcome::Confirmed); // somebody keeps it
}

void MessagingTest::a_publisher_says_which_of_its_exchanges_is_missing()
{
    RabbitPublisher whole(brokerUrl("invoices"), "test", EventConsumer::exchangesOf("invoices"));
    QTRY_VERIFY(whole.isReady());
    RabbitPublisher publisher(brokerUrl("invoices"), "test", {"events", "invoices.retry.2s"});
    QTRY_VERIFY(!publisher.isReady() && publisher.problem().find("invoices.retry.2s") != std::string::npos);
}

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, MessagingTest>(argc, argv);
}

#include "messaging_test.moc"
