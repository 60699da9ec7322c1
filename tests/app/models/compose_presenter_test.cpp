// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"
#include "models/compose_presenter.h"
#include "support/answering_server.h"
#include "support/qt_test_main.h"
#include "support/recorded_order.h"
#include "support/recorded_stack.h"

#include <QCoreApplication>
#include <QSignalSpy>

using namespace signalbox;

namespace {

// A composer in front of a server that answers.
struct Bench
{
    Bench()
    {
        presenter.setUrl(server.url() + QStringLiteral("/things"));
        presenter.setMethod("POST");
        presenter.setBody(QStringLiteral("{\"a\":1}"));
    }
    bool sendAndWait()
    {
        presenter.send();
        return QTest::qWaitFor([this] { return !presenter.state().sending; });
    }

    test::RecordedStack stack;
    test::AnsweringServer server;
    HttpClient http;
    ComposePresenter presenter{{http, stack.store(), stack.session(), std::chrono::milliseconds(300)}};
};

// Register, sign in, make a thing – which is to be followed –, look at it.
QList<DemoStep> example()
{
    DemoStep make;
    make.name = QStringLiteral("Register");
    make.method = QStringLiteral("POST");
    make.path = QStringLiteral("/users");
    make.body = QStringLiteral(R"({"name":"${random}"})");
    DemoStep signIn = make;
    signIn.name = QStringLiteral("Sign in");
    signIn.save = {{QStringLiteral("token"), QStringLiteral("token")}};
    DemoStep thing = make;
    thing.name = QStringLiteral("Make a thing");
    thing.headers = {{QStringLiteral("Authorization"), QStringLiteral("Bearer ${token}")},
                     {QStringLiteral("Idempotency-Key"), QStringLiteral("\"${uuid}\"")}};
    thing.follow = true;
    DemoStep look = thing;
    look.name = QStringLiteral("Look at it");
    look.follow = false;
    look.until = QStringLiteral("id");
    return {make, signIn, thing, look};
}

// The daemon says where the edge is.
void attachTo(Bench& bench)
{
    SOON_COMPARE(bench.stack.session().phase(), SessionPhase::Attached);
    SOON_VERIFY(bench.stack.channel().methods().contains(QStringLiteral("stack.info")));
    bench.stack.channel().answer(QStringLiteral("stack.info"),
                                 QJsonValue(QJsonObject{{QStringLiteral("edge_url"), bench.server.url()}}));
    SOON_VERIFY(!bench.presenter.stack().edgeUrl().isEmpty());
}

} // namespace

class ComposePresenterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void each_send_has_a_trace_and_a_request_id_of_its_own()
    {
        Bench bench;
        QVERIFY(bench.sendAndWait());
        QVERIFY(bench.sendAndWait());
        QCOMPARE(bench.server.requests().size(), 2);
        const QByteArray first = bench.server.header(0, "traceparent");
        const QByteArray second = bench.server.header(1, "traceparent");
        QVERIFY(first != second);
        QVERIFY(first.endsWith("-03"));
        QVERIFY(isTraceId(QString::fromLatin1(second.mid(3, 32))));
        QCOMPARE(bench.presenter.state().traceId, QString::fromLatin1(second.mid(3, 32)));
        QVERIFY(bench.server.header(0, "X-Request-Id") != bench.server.header(1, "X-Request-Id"));
        QCOMPARE(bench.server.header(0, "Content-Type"), QByteArray("application/json"));
        QCOMPARE(bench.server.body(0), QByteArray("{\"a\":1}"));
    }

    void the_key_that_is_shown_is_the_key_that_is_sent()
    {
        Bench bench;
        const QByteArray shown = bench.presenter.state().key.toLatin1();
        QVERIFY(bench.sendAndWait());
        QCOMPARE(bench.server.header(0, "Idempotency-Key"), '"' + shown + '"');
        QVERIFY(bench.presenter.state().key.toLatin1() != shown);
        bench.presenter.setMethod("GET");
        QVERIFY(bench.presenter.state().key.isEmpty());
        QVERIFY(!bench.presenter.state().keyNote.isEmpty());
    }

    void a_replay_carries_the_same_key_or_a_new_one()
    {
        Bench bench;
        QVERIFY(bench.sendAndWait());
        bench.presenter.setBody(QStringLiteral("{\"a\":2}")); // what is written now is not what went out
        bench.presenter.runAct(QStringLiteral("replay-same"));
        SOON_COMPARE(bench.server.requests().size(), 2);
        SOON_VERIFY(!bench.presenter.state().sending);
        bench.presenter.runAct(QStringLiteral("replay-new"));
        SOON_COMPARE(bench.server.requests().size(), 3);
        SOON_VERIFY(!bench.presenter.state().sending);
        const QByteArray key = bench.server.header(0, "Idempotency-Key");
        QCOMPARE(bench.server.header(1, "Idempotency-Key"), key);
        QVERIFY(bench.server.header(2, "Idempotency-Key") != key);
        QCOMPARE(bench.server.body(1), QByteArray("{\"a\":1}"));
        QCOMPARE(bench.server.body(2), QByteArray("{\"a\":1}"));
        QCOMPARE(bench.presenter.history().rowCount(), 3);
    }

    void an_answer_is_taken_apart()
    {
        Bench bench;
        bench.server.setAnswer(422, R"({"title":"no"})");
        QVERIFY(bench.sendAndWait());
        const auto response = bench.presenter.state().response;
        QVERIFY(response.has_value());
        QCOMPARE(response->status, 422);
        QCOMPARE(response->tone, StatusTone::Warn);
        QCOMPARE(response->pretty, QStringLiteral("{\n  \"title\": \"no\"\n}"));
        QCOMPARE(response->raw, QStringLiteral("{\"title\":\"no\"}"));
        QVERIFY(response->facts.contains(QLatin1String("HTTP/1.1")));
        QVERIFY(response->phases.size() >= 3);
    }

    void an_answer_without_a_reason_gets_the_one_of_its_number()
    {
        HttpResponse response; // as HTTP/2 sends it
        response.status = 201;
        QCOMPARE(composeResponse(response).statusText, QStringLiteral("201 Created"));
        response.status = 299;
        QCOMPARE(composeResponse(response).statusText, QStringLiteral("299"));
    }

    void what_cannot_be_sent_is_told_and_not_sent()
    {
        Bench bench;
        bench.presenter.setUrl(QStringLiteral("/things")); // no edge is known
        bench.presenter.send();
        QVERIFY(!bench.presenter.state().sending);
        QVERIFY(!bench.presenter.state().error.isEmpty());
        bench.presenter.setUrl(bench.server.url() + QStringLiteral("/${nobody}"));
        bench.presenter.send();
        QVERIFY(bench.presenter.state().error.contains(QLatin1String("${nobody}")));
        QCOMPARE(bench.server.requests().size(), 0);
    }

    void a_server_that_is_not_there_is_a_sentence()
    {
        Bench bench;
        const int port = bench.server.serverPort();
        bench.server.close();
        QVERIFY(bench.sendAndWait());
        QVERIFY(!bench.presenter.state().response);
        QVERIFY2(bench.presenter.state().error.contains(QString::number(port)),
                 qPrintable(bench.presenter.state().error));
    }

    void a_cancelled_send_ends_at_once_and_its_answer_is_dropped()
    {
        Bench bench;
        bench.server.hold(true);
        bench.presenter.send();
        SOON_COMPARE(bench.server.requests().size(), 1);
        QVERIFY(bench.presenter.state().sending);
        bench.presenter.cancel();
        QVERIFY(!bench.presenter.state().sending);
        QVERIFY(!bench.presenter.state().error.isEmpty());
        bench.server.setAnswer(500, "{}");
        bench.server.answerHeld();
        bench.server.setAnswer(200, "{}");
        QVERIFY(bench.sendAndWait());
        QVERIFY(bench.presenter.state().error.isEmpty());
        QCOMPARE(bench.presenter.state().response->status, 200);
        QCOMPARE(bench.presenter.history().rowCount(), 1);
    }

    void a_path_goes_to_the_edge_of_the_stack()
    {
        Bench bench;
        attachTo(bench);
        bench.presenter.setUrl(QStringLiteral("/a?b=c"));
        SOON_COMPARE(bench.presenter.state().completed, bench.server.url());
        QVERIFY(bench.sendAndWait());
        QVERIFY(bench.server.requests().first().startsWith("POST /a?b=c HTTP/1.1"));
    }

    void the_two_values_of_the_composer_itself_need_no_answer()
    {
        Bench bench;
        bench.presenter.setBody(QStringLiteral("${random} ${uuid}"));
        QVERIFY(bench.sendAndWait());
        QVERIFY(bench.sendAndWait());
        const QList<QByteArray> first = bench.server.body(0).split(' ');
        const QList<QByteArray> second = bench.server.body(1).split(' ');
        QCOMPARE(first.at(0), second.at(0));
        QVERIFY(first.at(1) != second.at(1));
        QCOMPARE(first.at(1).size(), 36);
    }

    void a_saved_value_fills_the_next_request()
    {
        Bench bench;
        DemoStep signIn;
        signIn.name = QStringLiteral("Sign in");
        signIn.method = QStringLiteral("POST");
        signIn.path = bench.server.url() + QStringLiteral("/login");
        signIn.save = {{QStringLiteral("token"), QStringLiteral("token.value")}};
        DemoStep next = signIn;
        next.save.clear();
        next.headers = {{QStringLiteral("Authorization"), QStringLiteral("Bearer ${token}")}};
        bench.presenter.stack().offerRequests({signIn, next});
        bench.server.setAnswer(200, R"({"token":{"value":"s3cret"}})");
        bench.presenter.takeOffer(0);
        QVERIFY(bench.sendAndWait());
        bench.presenter.takeOffer(1);
        QVERIFY(bench.sendAndWait());
        QCOMPARE(bench.server.header(1, "Authorization"), QByteArray("Bearer s3cret"));
        QCOMPARE(bench.presenter.headers().headers().first().second, QByteArray("Bearer ${token}")); // as written
    }

    void the_example_sends_what_its_request_needs_and_stops_there()
    {
        Bench bench;
        attachTo(bench);
        bench.presenter.stack().offerRequests(example());
        QCOMPARE(bench.presenter.state().example, QStringLiteral("Make a thing"));
        bench.server.setAnswer(200, R"({"token":"s3cret"})");
        bench.presenter.sendExample();
        SOON_COMPARE(bench.presenter.history().rowCount(), 3);
        SOON_VERIFY(!bench.presenter.state().sending);
        QCOMPARE(bench.server.requests().size(), 3); // not the one behind it
        QCOMPARE(bench.server.header(2, "Authorization"), QByteArray("Bearer s3cret"));
        QVERIFY(bench.server.body(0).contains("name"));
        QCOMPARE(bench.server.body(1), bench.server.body(0)); // the same ${random}
        QCOMPARE(bench.presenter.state().offer, 2);
        QCOMPARE(bench.presenter.state().response->status, 200);
    }

    void the_example_stops_at_an_answer_that_its_author_does_not_expect()
    {
        Bench bench;
        attachTo(bench);
        bench.presenter.stack().offerRequests(example());
        bench.server.setAnswer(503, "{}");
        bench.presenter.sendExample();
        SOON_COMPARE(bench.presenter.history().rowCount(), 1);
        QVERIFY(!bench.presenter.state().sending);
        QCOMPARE(bench.presenter.state().offer, 0);
        QCOMPARE(bench.presenter.state().response->status, 503);
        QVERIFY(bench.presenter.isSampleShown() == false); // its journey is still awaited
    }

    void each_round_of_the_stacks_requests_has_its_own_random_value()
    {
        Bench bench;
        attachTo(bench);
        bench.presenter.stack().offerRequests(example());
        for (int i = 0; i < 2; ++i) {
            bench.presenter.takeOffer(0);
            QVERIFY(bench.sendAndWait());
        }
        QVERIFY(bench.server.body(0) != bench.server.body(1));
    }

    void a_sample_waits_until_the_stack_is_known()
    {
        Bench bench;
        bench.presenter.selectSample();
        QVERIFY(!bench.presenter.isSampleShown());
        bench.presenter.stack().offerRequests(example());
        QVERIFY(bench.server.requests().isEmpty());
        attachTo(bench);
        SOON_VERIFY(!bench.server.requests().isEmpty());
    }

    void a_key_in_the_headers_is_the_key_that_is_sent_and_shown()
    {
        Bench bench;
        bench.presenter.headers().setHeaders({{"Idempotency-Key", "\"mine\""}});
        bench.presenter.setBody(QStringLiteral("{}"));
        QVERIFY(bench.presenter.state().key.isEmpty());
        QVERIFY(!bench.presenter.state().keyNote.isEmpty());
        QVERIFY(bench.sendAndWait());
        QCOMPARE(bench.server.header(0, "Idempotency-Key"), QByteArray("\"mine\""));
        const auto rows = bench.presenter.inspection().sections.first().rows;
        QCOMPARE(rows.last().value, QStringLiteral("mine"));
        bench.presenter.runAct(QStringLiteral("replay-new"));
        SOON_COMPARE(bench.server.requests().size(), 2);
        QVERIFY(bench.server.header(1, "Idempotency-Key") != bench.server.header(0, "Idempotency-Key"));
        SOON_VERIFY(!bench.presenter.state().sending);
    }

    void bad_json_is_told_with_its_line_and_can_be_sent_all_the_same()
    {
        Bench bench;
        bench.presenter.setBody(QStringLiteral("{\n\"a\": }"));
        QVERIFY(bench.presenter.state().bodyProblem.has_value());
        QCOMPARE(bench.presenter.state().bodyProblem->line, 2);
        QVERIFY(bench.sendAndWait());
        QCOMPARE(bench.server.body(0), QByteArray("{\n\"a\": }"));
    }

    void what_a_send_causes_appears_until_it_is_complete_and_quiet()
    {
        Bench bench;
        SOON_COMPARE(bench.stack.session().phase(), SessionPhase::Attached);
        QString trace;
        bench.server.onRequest = [&](const QString& id) {
            trace = id;
            const test::RecordedOrder order(id);
            bench.stack.writer().add(order.request() + QList<Span>{order.publish()});
            bench.stack.writer().add(QList<MessageRow>{order.outboxRow()});
        };
        QVERIFY(bench.sendAndWait());
        SOON_VERIFY(bench.presenter.journey().rowCount() >= 4);
        QVERIFY(bench.presenter.inspection().tone != StatusTone::Ok);
        const test::RecordedOrder order(trace);
        bench.stack.writer().add(QList<Span>{order.failedAttempt()} + order.goodAttempt());
        bench.stack.writer().add(QList<MessageRow>{order.inboxRow()});
        SOON_VERIFY(bench.presenter.inspection().status.contains(QLatin1String("complete")));
        QVERIFY(!bench.presenter.inspection().status.contains(QLatin1String("quiet")));
        SOON_VERIFY(bench.presenter.inspection().status.contains(QStringLiteral("quiet for 2\u00a0s")));
        QCOMPARE(bench.presenter.inspection().tone, StatusTone::Ok);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, ComposePresenterTest>(argc, argv);
}

#include "compose_presenter_test.moc"
