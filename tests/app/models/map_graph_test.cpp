// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_control_channel.h"
#include "support/qt_test_main.h"
#include "support/sample_stack.h"

#include "models/map_graph.h"
#include "models/map_inspection.h"
#include "models/map_layout.h"
#include "models/map_presenter.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <algorithm>

using namespace signalbox;

class MapGraphTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void the_way_of_a_message_is_drawn();
    void servers_are_shown_by_what_lies_in_them();
    void a_server_that_fails_shows_on_its_contents();
    void dead_letters_turn_red_and_empty_side_queues_stay_away();
    void traffic_labels_edges_and_services();
    void a_quiet_minute_keeps_the_picture();
    void messages_are_not_drawn_as_calls();
    void another_stack_needs_no_name_of_ours();
    void the_layout_goes_from_left_to_right_without_overlap();
    void numbers_change_no_layout();
    void the_inspector_explains_a_queue();
    void what_is_kept_for_nobody_is_no_alarm();

private:
    static bool has(const MapGraph& graph, const char* from, const char* to)
    {
        return std::ranges::any_of(graph.edges, [&](const MapEdge& edge) {
            return edge.from == QLatin1String(from) && edge.to == QLatin1String(to);
        });
    }
    static MapGraph graphOf(const test::SampleStack& sample, const MapTraffic& traffic = {})
    {
        test::FakeControlChannel channel;
        StackSession session(channel);
        sample.attach(channel);
        (void)QTest::qWaitFor([&] { return session.phase() == SessionPhase::Attached; });
        return mapGraph(session, traffic);
    }
};

void MapGraphTest::init()
{
    test::failOnAnyWarning();
}

void MapGraphTest::the_way_of_a_message_is_drawn()
{
    const MapGraph graph = graphOf({});
    QVERIFY(has(graph, "service:edge", "service:orders"));
    QVERIFY(has(graph, "service:orders", "database:orders"));
    QVERIFY(has(graph, "service:orders", "outbox:orders"));
    QVERIFY(has(graph, "outbox:orders", "exchange:events"));
    QVERIFY(has(graph, "exchange:events", "queue:invoices.in"));
    QVERIFY(has(graph, "queue:invoices.in", "service:invoices"));
    QVERIFY(has(graph, "queue:invoices.in", "queue:invoices.dead"));
    QCOMPARE(graph.find(QStringLiteral("outbox:orders"))->subtitle, QStringLiteral("2 pending · 8.0 ms"));
}

void MapGraphTest::servers_are_shown_by_what_lies_in_them()
{
    const MapGraph graph = graphOf({});
    QVERIFY(!graph.find(QStringLiteral("service:postgres")));
    QVERIFY(!graph.find(QStringLiteral("service:rabbitmq")));
    test::SampleStack silent;
    silent.broker = {};
    QVERIFY(graphOf(silent).find(QStringLiteral("service:rabbitmq")));
}

void MapGraphTest::a_server_that_fails_shows_on_its_contents()
{
    test::SampleStack sample;
    sample.state(QStringLiteral("postgres")).phase = Phase::Failed;
    sample.state(QStringLiteral("rabbitmq")).phase = Phase::Backoff;
    const MapGraph graph = graphOf(sample);
    QCOMPARE(graph.find(QStringLiteral("database:orders"))->tone, StatusTone::Fail);
    QCOMPARE(graph.find(QStringLiteral("exchange:events"))->tone, StatusTone::Fail);
}

void MapGraphTest::dead_letters_turn_red_and_empty_side_queues_stay_away()
{
    test::SampleStack sample;
    const MapGraph before = graphOf(sample);
    QVERIFY(!before.find(QStringLiteral("queue:unrouted")));
    QVERIFY(!before.find(QStringLiteral("queue:invoices.in.retry.1s")));
    sample.queue(QStringLiteral("invoices.dead")).ready = 3;
    sample.queue(QStringLiteral("unrouted")).ready = 1;
    sample.queue(QStringLiteral("invoices.in")).ready = 40;
    sample.queue(QStringLiteral("invoices.in")).consumers = 0;
    const MapGraph after = graphOf(sample);
    QCOMPARE(after.find(QStringLiteral("queue:invoices.dead"))->tone, StatusTone::Fail);
    QCOMPARE(after.find(QStringLiteral("queue:invoices.dead"))->subtitle, QStringLiteral("3 dead"));
    QCOMPARE(after.find(QStringLiteral("queue:invoices.in"))->tone, StatusTone::Fail);
    QCOMPARE(after.find(QStringLiteral("queue:unrouted"))->tone, StatusTone::Warn);
}

void MapGraphTest::traffic_labels_edges_and_services()
{
    const MapTraffic traffic{{{QStringLiteral("edge"), QStringLiteral("orders"), 600, 60, 9'000'000}}, 60};
    const MapGraph graph = graphOf({}, traffic);
    const auto edge = std::ranges::find(graph.edges, QStringLiteral("service:edge>service:orders"), &MapEdge::id);
    QVERIFY(edge != graph.edges.end());
    QCOMPARE(edge->label, QStringLiteral("10/s, 10 % err"));
    QCOMPARE(edge->tone, StatusTone::Fail);
    QCOMPARE(edge->kind, MapEdge::Kind::Calls);
    QCOMPARE(graph.find(QStringLiteral("service:orders"))->subtitle, QStringLiteral("10/s p95 9.0 ms"));
}

void MapGraphTest::a_quiet_minute_keeps_the_picture()
{
    MapTraffic traffic{{{QStringLiteral("orders"), QStringLiteral("auth"), 6, 0, 1'000'000}}, 60};
    const MapGraph busy = graphOf({}, traffic);
    traffic.edges.first().count = 0;
    const MapGraph quiet = graphOf({}, traffic);
    QCOMPARE(quiet.shape(), busy.shape());
    const auto edge = std::ranges::find(quiet.edges, QStringLiteral("service:orders>service:auth"), &MapEdge::id);
    QVERIFY(edge != quiet.edges.end());
    QCOMPARE(edge->label, QString());
}

void MapGraphTest::messages_are_not_drawn_as_calls()
{
    const MapTraffic traffic{{{QStringLiteral("orders"), QStringLiteral("invoices"), 6, 0, 1},
                              {QStringLiteral("orders"), QStringLiteral("auth"), 6, 0, 1}},
                             60};
    const MapGraph graph = graphOf({}, traffic);
    QVERIFY(!has(graph, "service:orders", "service:invoices"));
    QVERIFY(has(graph, "service:orders", "service:auth"));
}

void MapGraphTest::another_stack_needs_no_name_of_ours()
{
    test::SampleStack sample;
    const auto s = [](const char* text) { return QString::fromLatin1(text); };
    sample.services = {{s("gate"), s("edge"), {}, {}, {s("till")}, {}, {}, false},
                       {s("till"), s("service"), {}, {}, {s("keep")}, s("till"), {s("till.work")}, true},
                       {s("keep"), s("database"), {}, {}, {}, {}, {}, false}};
    sample.states = {};
    sample.broker.exchanges = {{s("bus"), s("topic")}};
    sample.broker.queues = {{s("till.work"), s("classic"), 0, 0, 1, 0, 0, {}, false}};
    sample.broker.bindings = {{s("bus"), s("till.work"), s("queue"), s("#")}};
    const MapGraph graph = graphOf(sample);
    QVERIFY(has(graph, "service:gate", "service:till"));
    QVERIFY(has(graph, "outbox:till", "exchange:bus"));
    QVERIFY(has(graph, "queue:till.work", "service:till"));
    QVERIFY(layOut(graph).has_value());
}

void MapGraphTest::the_layout_goes_from_left_to_right_without_overlap()
{
    const MapGraph graph = graphOf({});
    const auto layout = layOut(graph);
    QVERIFY(layout.has_value());
    QCOMPARE(layout->nodes.size(), graph.nodes.size());
    for (const MapNode& a : graph.nodes)
        for (const MapNode& b : graph.nodes)
            QVERIFY(a.id == b.id || !layout->nodes.value(a.id).intersects(layout->nodes.value(b.id)));
    const QStringList way{QStringLiteral("service:edge"),
                          QStringLiteral("service:orders"),
                          QStringLiteral("outbox:orders"),
                          QStringLiteral("exchange:events"),
                          QStringLiteral("queue:invoices.in"),
                          QStringLiteral("service:invoices")};
    for (qsizetype i = 1; i < way.size(); ++i)
        QVERIFY(layout->nodes.value(way[i - 1]).right() < layout->nodes.value(way[i]).left());
    for (const MapEdge& edge : graph.edges) {
        const QList<QPointF> points = layout->edges.value(edge.id());
        QVERIFY2(points.size() >= 4 && points.size() % 3 == 1, qPrintable(edge.id()));
        // Ends where it says it ends, also where dot was given it the other way round.
        const QRectF target = layout->nodes.value(edge.to).adjusted(-3, -3, 3, 3);
        QVERIFY2(target.contains(points.last()), qPrintable(edge.id()));
    }
}

void MapGraphTest::numbers_change_no_layout()
{
    QTemporaryDir folder;
    test::FakeControlChannel channel;
    StackSession session(channel);
    StoreClient store(folder.path());
    StackCommands orders(session);
    MapPresenter presenter(session, store, orders);
    QSignalSpy layouts(&presenter, &MapPresenter::layoutChanged);
    QSignalSpy states(&presenter, &MapPresenter::stateChanged);
    test::SampleStack sample;
    sample.attach(channel);
    QTRY_VERIFY(!presenter.layout().nodes.isEmpty());
    const auto before = layouts.count();
    sample.queue(QStringLiteral("invoices.in")).ready = 7;
    sample.queue(QStringLiteral("invoices.in")).unacked = 0;
    channel.notify(QStringLiteral("broker.changed"),
                   {{QStringLiteral("sequence"), 2}, {QStringLiteral("broker"), toJson(sample.broker)}});
    QTRY_COMPARE(presenter.state().graph.find(QStringLiteral("queue:invoices.in"))->subtitle,
                 QStringLiteral("7 ready"));
    QCOMPARE(layouts.count(), before);
    sample.queue(QStringLiteral("unrouted")).ready = 1; // something new to see
    channel.notify(QStringLiteral("broker.changed"),
                   {{QStringLiteral("sequence"), 3}, {QStringLiteral("broker"), toJson(sample.broker)}});
    QTRY_VERIFY(layouts.count() > before);
}

void MapGraphTest::the_inspector_explains_a_queue()
{
    test::SampleStack sample;
    sample.queue(QStringLiteral("invoices.in")).ready = 1918;
    sample.queue(QStringLiteral("invoices.in")).consumers = 0;
    test::FakeControlChannel channel;
    StackSession session(channel);
    sample.attach(channel);
    QTRY_COMPARE(session.phase(), SessionPhase::Attached);
    const MapGraph graph = mapGraph(session, {});
    const Inspection inspection = inspectMapNode(session, graph, QStringLiteral("queue:invoices.in"), 0);
    QCOMPARE(inspection.tone, StatusTone::Fail);
    QCOMPARE(inspection.status, QStringLiteral("filling: nobody consumes"));
    QCOMPARE(inspection.sections.at(0).rows.at(0).value, QStringLiteral("1\u202F918"));
    QCOMPARE(inspection.sections.at(1).bullets.at(0).link.id, QStringLiteral("invoices"));
    QCOMPARE(inspection.sections.at(2).block, QStringLiteral("events · order.cancelled.v1\nevents · order.created.v1"));
    QVERIFY(!inspectMapNode(session, graph, QStringLiteral("queue:gone"), 0).hint.isEmpty());
}

void MapGraphTest::what_is_kept_for_nobody_is_no_alarm()
{
    test::SampleStack sample;
    QueueState& unheard = sample.queue(QStringLiteral("invoices.in.retry.1s"));
    unheard.maxLength = 1000;
    unheard.ready = 12;
    QueueState& unrouted = sample.queue(QStringLiteral("unrouted"));
    unrouted.isUnrouted = true;
    unrouted.maxLength = 100;
    unrouted.ready = 1;
    test::FakeControlChannel channel;
    StackSession session(channel);
    sample.attach(channel);
    QTRY_COMPARE(session.phase(), SessionPhase::Attached);
    const MapGraph graph = mapGraph(session, {});
    QCOMPARE(graph.find(QStringLiteral("queue:invoices.in.retry.1s"))->tone, StatusTone::None);
    QCOMPARE(graph.find(QStringLiteral("queue:unrouted"))->tone, StatusTone::Warn);
    QCOMPARE(inspectMapNode(session, graph, QStringLiteral("queue:invoices.in.retry.1s"), 0).status,
             QStringLiteral("keeps the newest 1\u202F000, which no service reads"));
    QCOMPARE(inspectMapNode(session, graph, QStringLiteral("queue:unrouted"), 0).status,
             QStringLiteral("1 message(s) that no queue is bound for"));
}

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, MapGraphTest>(argc, argv);
}

#include "map_graph_test.moc"
