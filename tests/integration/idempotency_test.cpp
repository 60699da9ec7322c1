// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"
#include "integration/write_calls.h"
#include "support/qt_test_main.h"
#include "support/service_instance.h"

#include <QJsonArray>

using namespace signalbox;
using test::Call;
using test::isReplay;
using test::objectOf;
using test::problemOf;

// The rows of the idempotency table against the services themselves, on POST and on PATCH. Rows 14, 15, 16 and 24 need
// what no running service does by itself: they are in order_writer_test.
class IdempotencyTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<int>("thing");
        QTest::addColumn<bool>("isPatch");
        for (int i = 0; i < int(std::size(test::writtenThings)); ++i) {
            QTest::addRow("POST %s", qPrintable(test::writtenThings[i].service)) << i << false;
            QTest::addRow("PATCH %s", qPrintable(test::writtenThings[i].service)) << i << true;
        }
    }

    void initTestCase()
    {
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QProcessEnvironment bareKeys;
        bareKeys.insert(QStringLiteral("IDEMPOTENCY_BARE_KEYS"), QStringLiteral("true"));
        for (const test::WrittenThing& thing : test::writtenThings)
            m_others.push_back(std::make_unique<test::ServiceInstance>(m_stack, thing.service, bareKeys));
        m_account = std::make_unique<test::Account>(m_stack, QStringLiteral("ann"));
        m_token = m_account->signIn();
        for (const auto& other : m_others)
            QTRY_VERIFY_WITH_TIMEOUT(isReady(*other), 20'000);
    }

    void init()
    {
        QFETCH_GLOBAL(int, thing);
        QFETCH_GLOBAL(bool, isPatch);
        m_thing = &test::writtenThings[thing];
        m_other = m_others[std::size_t(thing)].get();
        m_service = urlOf(QStringLiteral("http_url"));
        m_isPatch = isPatch;
        m_key =
            QByteArray(QTest::currentTestFunction()) + (isPatch ? "-patch-" : "-post-") + m_thing->service.toLatin1();
        m_target = newTarget(m_token);
        m_before = effects();
        m_eventsBefore = events();
    }

    void row_01_without_a_key_only_an_operation_that_needs_one_is_refused()
    {
        const bool needsKey = m_isPatch || m_thing->postNeedsKey;
        const HttpResponse response = ask(call());
        QCOMPARE(response.status, needsKey ? 400 : 201);
        if (needsKey) {
            QCOMPARE(problemOf(response), QStringLiteral("idempotency-key-missing"));
            QVERIFY(response.header("Link").contains("rel=\"describedby\""));
        }
        QCOMPARE(effects(), m_before + (needsKey ? 0 : 1));
    }

    void row_02_a_malformed_key_is_refused_and_leaves_nothing()
    {
        const QByteArray quoted = '"' + m_key + '"';
        for (const QByteArray& field : {m_key,
                                        QByteArray("\"\""),
                                        QByteArray("\"" + QByteArray(256, 'x') + "\""),
                                        QByteArray("\"\xc3\xa9\""),
                                        QByteArray("\"a\tb\""),
                                        QByteArray("\"open"),
                                        QByteArray(quoted + ";a=1")}) {
            const HttpResponse response = ask(call().with("Idempotency-Key", field));
            QVERIFY2(response.status == 400, field.constData());
            QCOMPARE(problemOf(response), QStringLiteral("idempotency-key-invalid"));
        }
        const HttpResponse twice = ask(call().keyed(m_key).keyed(m_key));
        QCOMPARE(twice.status, 400);
        QCOMPARE(effects(), m_before);
        QCOMPARE(records(), 0);
    }

    void row_02_with_the_switch_a_bare_key_is_the_quoted_one()
    {
        const HttpResponse first = ask(call().with("Idempotency-Key", m_key), m_other->url);
        QCOMPARE(first.status, created());
        const HttpResponse again = ask(call().keyed(m_key));
        QVERIFY(isReplay(again));
        QCOMPARE(again.body, first.body);
    }

    void row_03_a_key_means_nothing_where_nothing_is_written()
    {
        for (const char* method : {"GET", "HEAD"}) {
            const Call read{method, pathOf(m_target), authorized(m_token), {}};
            QCOMPARE(ask(read.with("Idempotency-Key", "not a key")).status, 200);
        }
        const Call options{"OPTIONS", pathOf(m_target), authorized(m_token), {}};
        QCOMPARE(ask(options.with("Idempotency-Key", "not a key")).status, 204);
        for (const char* method : {"PUT", "DELETE"}) {
            const Call write{method, pathOf(m_target), authorized(m_token), {}};
            QCOMPARE(ask(write.keyed(m_key)).status, 405);
        }
        QCOMPARE(records(), 0);
    }

    void row_04_what_is_refused_before_leaves_the_key_unused()
    {
        Call stranger = call().keyed(m_key);
        stranger.headers.removeFirst();
        QCOMPARE(ask(stranger).status, 401);
        QCOMPARE(throughEdge(stranger).status, 401);
        QCOMPARE(ask(call().keyed(m_key).saying(QByteArray(1'100'000, ' '))).status, 413);
        Call text = call().keyed(m_key);
        for (auto& [name, value] : text.headers)
            value = name == "Content-Type" ? QByteArray("text/plain") : value;
        QCOMPARE(ask(text).status, 415);
        QCOMPARE(effects(), m_before);
        QCOMPARE(records(), 0);
        QVERIFY(isFirst(ask(call().keyed(m_key))));
    }

    void row_05_a_body_that_breaks_its_schema_leaves_the_key_unused()
    {
        const QByteArray member = m_isPatch ? m_thing->text : m_thing->number;
        const QByteArray value = m_isPatch ? "2" : "-1";
        const HttpResponse wrong = ask(call().keyed(m_key).saying(bodyWith(member, value)));
        QCOMPARE(wrong.status, 400);
        QCOMPARE(objectOf(wrong)
                     .value(QStringLiteral("errors"))
                     .toArray()
                     .first()
                     .toObject()
                     .value(QStringLiteral("pointer"))
                     .toString(),
                 QLatin1Char('/') + QString::fromLatin1(member));
        const HttpResponse zero = ask(call().keyed(m_key).saying(bodyWith(m_thing->text, R"("a\u0000b")")));
        QCOMPARE(zero.status, 400);
        QCOMPARE(records(), 0);
        QVERIFY(isFirst(ask(call().keyed(m_key))));
    }

    void row_06_the_first_use_has_its_effect_with_its_record()
    {
        const HttpResponse first = ask(call().keyed(m_key));
        QVERIFY(isFirst(first));
        QVERIFY(first.header("Idempotent-Replayed").isEmpty());
        QCOMPARE(first.header("ETag"), m_isPatch ? QByteArray("\"2\"") : QByteArray("\"1\""));
        QCOMPARE(first.header("Location").isEmpty(), m_isPatch);
        QCOMPARE(effects(), m_before + 1);
        QCOMPARE(events(), m_eventsBefore + (m_isPatch ? 0 : 1));
        QCOMPARE(records(), 1);
    }

    void row_07_the_same_request_again_gets_the_same_bytes()
    {
        const HttpResponse first = ask(call().keyed(m_key));
        const HttpResponse again = ask(call().keyed(m_key));
        QVERIFY(isReplay(again));
        QCOMPARE(again.status, first.status);
        QCOMPARE(again.body, first.body);
        for (const char* field : {"Content-Type", "Location", "ETag"})
            QCOMPARE(again.header(field), first.header(field));
        QVERIFY(again.header("X-Request-Id") != first.header("X-Request-Id"));
        QVERIFY(again.header("Idempotent-Original-Traceparent").startsWith("00-"));
        QCOMPARE(effects(), m_before + 1);
        QCOMPARE(events(), m_eventsBefore + (m_isPatch ? 0 : 1));
    }

    void row_08_a_refusal_of_the_domain_is_stored_too()
    {
        const QString missing = QStringLiteral("01930000-0000-7000-8000-0000000000ff");
        assign(m_thing->hindrance);
        const Call refused = (m_isPatch ? patchOf(missing) : m_thing->refusable(m_token, m_target)).keyed(m_key);
        const HttpResponse first = ask(refused);
        QCOMPARE(first.status, m_isPatch ? 404 : m_thing->refusal);
        QVERIFY(!isReplay(first));
        assign(m_thing->freedom); // now it would be done, but this key has its answer
        const HttpResponse again = ask(refused);
        QVERIFY(isReplay(again));
        QCOMPARE(again.status, first.status);
        QCOMPARE(again.body, first.body);
        QCOMPARE(effects(), m_before);
        QCOMPARE(events(), m_eventsBefore);
    }

    void row_09_another_request_with_the_key_is_refused_and_learns_nothing()
    {
        const HttpResponse first = ask(call().keyed(m_key));
        QVERIFY(isFirst(first));
        const HttpResponse other = ask(call(1).keyed(m_key));
        QCOMPARE(other.status, 422);
        QCOMPARE(problemOf(other), QStringLiteral("idempotency-key-reused"));
        QVERIFY(!other.body.contains(objectOf(first).value(QStringLiteral("id")).toString().toLatin1()));
        QCOMPARE(effects(), m_before + 1);
    }

    void row_10_while_the_first_is_in_flight_the_same_is_in_use_and_another_is_reused()
    {
        QFuture<Result<HttpResponse>> first;
        {
            test::HeldTable held(m_stack, m_thing->service);
            first = send(call().keyed(m_key), m_service);
            QCOMPARE(heldUp(held, first), QByteArray());
            const HttpResponse same = ask(call().keyed(m_key));
            QCOMPARE(same.status, 409);
            QCOMPARE(problemOf(same), QStringLiteral("idempotency-key-in-use"));
            QCOMPARE(same.header("Retry-After"), QByteArray("1"));
            QCOMPARE(ask(call(1).keyed(m_key)).status, 422); // row 9 wins
        }
        QVERIFY(isFirst(answerOf(first)));
        QCOMPARE(effects(), m_before + 1);
    }

    void row_11_of_many_at_once_on_two_instances_one_is_executed()
    {
        QList<QFuture<Result<HttpResponse>>> due;
        for (int i = 0; i < 24; ++i)
            due.append(send(call().keyed(m_key), i % 2 ? m_other->url : m_service));
        int firsts = 0;
        for (const auto& answer : std::as_const(due)) {
            const HttpResponse response = answerOf(answer);
            const bool first = isFirst(response);
            firsts += first ? 1 : 0;
            QVERIFY2(first || isReplay(response) || response.status == 409, response.body.constData());
        }
        QCOMPARE(firsts, 1);
        QCOMPARE(effects(), m_before + 1);
        QCOMPARE(events(), m_eventsBefore + (m_isPatch ? 0 : 1));
    }

    void row_12_a_crash_before_the_commit_leaves_nothing_and_the_next_try_executes()
    {
        test::ServiceInstance doomed(m_stack, m_thing->service);
        QTRY_VERIFY_WITH_TIMEOUT(isReady(doomed), 20'000);
        // It has its connections from now on: a new one may take longer than a request waits for it.
        QTRY_COMPARE_WITH_TIMEOUT(ask(call().keyed(m_key + "-warm"), doomed.url).status, created(), 20'000);
        m_target = newTarget(m_token);
        m_before = effects();
        QFuture<Result<HttpResponse>> lost;
        {
            test::HeldTable held(m_stack, m_thing->service);
            lost = send(call().keyed(m_key), doomed.url);
            QCOMPARE(heldUp(held, lost), QByteArray());
            doomed.process.kill();
            QVERIFY(doomed.process.waitForFinished());
            held.endWaiting();
        }
        QCOMPARE(answerOf(lost).status, 0);
        QCOMPARE(effects(), m_before);
        QCOMPARE(records(), 0);
        QVERIFY(isFirst(ask(call().keyed(m_key))));
        QCOMPARE(effects(), m_before + 1);
    }

    void row_12_a_failure_before_the_commit_leaves_nothing_and_the_next_try_executes()
    {
        QFuture<Result<HttpResponse>> failed;
        {
            test::HeldTable held(m_stack, m_thing->service);
            failed = send(call().keyed(m_key), m_service);
            QCOMPARE(heldUp(held, failed), QByteArray());
            held.endWaiting();
            QCOMPARE(answerOf(failed).status, 503);
        }
        QCOMPARE(effects(), m_before);
        QCOMPARE(records(), 0);
        QVERIFY(isFirst(ask(call().keyed(m_key))));
    }

    void row_13_a_lost_answer_is_found_again()
    {
        test::BadGate gate(m_service, test::BadGate::Fault::LosesTheAnswer);
        QCOMPARE(ask(call().keyed(m_key), gate.url()).status, 0);
        QCOMPARE(gate.answers(), 1);
        QCOMPARE(effects(), m_before + 1);
        const HttpResponse again = ask(call().keyed(m_key));
        QVERIFY(isReplay(again));
        QCOMPARE(again.status, created());
        QCOMPARE(effects(), m_before + 1);
    }

    void row_17_another_users_key_is_another_key()
    {
        const HttpResponse first = ask(call().keyed(m_key));
        test::Account other(m_stack, QString::fromLatin1(m_key).replace(QLatin1Char('_'), QLatin1Char('-')));
        const QByteArray token = other.signIn();
        const QString target = newTarget(token);
        const HttpResponse second = ask(callOf(token, target).keyed(m_key));
        QVERIFY(isFirst(second));
        QVERIFY(second.header("Idempotent-Original-Traceparent").isEmpty());
        QVERIFY(objectOf(second).value(QStringLiteral("id")) != objectOf(first).value(QStringLiteral("id")));
    }

    void row_18_the_key_of_another_operation_is_reused()
    {
        QVERIFY(isFirst(ask(call().keyed(m_key))));
        for (const Call& other : {m_thing->refusable(m_token, m_target), m_isPatch ? postOf() : patchOf(m_target)}) {
            const HttpResponse refused = ask(other.keyed(m_key));
            QCOMPARE(refused.status, 422);
            QCOMPARE(problemOf(refused), QStringLiteral("idempotency-key-reused"));
        }
        QCOMPARE(effects(), m_before + 1);
    }

    void row_19_a_new_token_of_the_same_user_replays()
    {
        const HttpResponse first = throughEdge(call().keyed(m_key));
        QVERIFY(isFirst(first));
        const QByteArray token = m_account->signIn();
        QVERIFY(token != m_token);
        Call again = call().keyed(m_key);
        again.headers.first().second = token;
        const HttpResponse second = throughEdge(again);
        QVERIFY(isReplay(second));
        QCOMPARE(second.body, first.body);
    }

    void row_20_a_replay_does_not_ask_for_the_precondition_again()
    {
        const HttpResponse first = ask(call().keyed(m_key));
        const QString id = objectOf(first).value(QStringLiteral("id")).toString();
        const Call change = patchOf(id, "changed since", first.header("ETag"));
        QCOMPARE(ask(change.keyed(m_key + "-since")).status, 200);
        const HttpResponse again = ask(call().keyed(m_key)); // PATCH: with the ETag of before
        QVERIFY(isReplay(again));
        QCOMPARE(again.body, first.body);
        QCOMPARE(effects(), m_before + 2);
    }

    void row_20_a_precondition_that_fails_or_is_missing_leaves_the_key_unused()
    {
        if (!m_isPatch)
            return; // only a change has one
        QCOMPARE(ask(patchOf(m_target, "n", "\"7\"").keyed(m_key)).status, 412);
        QCOMPARE(ask(patchOf(m_target, "n", "W/\"1\"").keyed(m_key)).status, 412);
        QCOMPARE(ask(patchOf(m_target, "n", "1").keyed(m_key)).status, 400);
        QCOMPARE(ask(patchOf(m_target, "n", {}).keyed(m_key)).status, 428);
        QCOMPARE(records(), 0);
        QVERIFY(isFirst(ask(patchOf(m_target, "n", "\"6\", \"1\"").keyed(m_key))));
    }

    void row_21_a_token_that_is_not_good_gets_no_replay()
    {
        const HttpResponse first = ask(call().keyed(m_key));
        Call again = call().keyed(m_key);
        again.headers.first().second.chop(3);
        const HttpResponse refused = ask(again);
        QCOMPARE(refused.status, 401);
        QVERIFY(!isReplay(refused));
        QVERIFY(!refused.body.contains(objectOf(first).value(QStringLiteral("id")).toString().toLatin1()));
    }

    void row_21_whoever_has_signed_out_gets_no_replay()
    {
        test::Account leaver(m_stack, QString::fromLatin1(m_key).replace(QLatin1Char('_'), QLatin1Char('-')));
        const QByteArray token = leaver.signIn();
        const QString target = newTarget(token);
        const Call theirs = callOf(token, target).keyed(m_key);
        QVERIFY(isFirst(ask(theirs)));
        QVERIFY(isReplay(ask(theirs)));
        QCOMPARE(leaver.signOut(), 204);
        QTRY_COMPARE_WITH_TIMEOUT(ask(theirs).status, 401, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(ask(theirs, m_other->url).status, 401, 20'000);
    }

    // Every role of this release may write, so the list of what was taken back names one that it does not know.
    void row_21_whoever_has_lost_the_permission_gets_no_replay()
    {
        test::Account demoted(m_stack, QStringLiteral("demoted%1-").arg(int(m_isPatch)) + m_thing->service);
        const QByteArray token = demoted.signIn();
        const Call theirs = callOf(token, newTarget(token)).keyed(m_key);
        const HttpResponse first = ask(theirs);
        QVERIFY(isFirst(first));
        QVERIFY(isReplay(ask(theirs)));
        const QString user = objectOf(throughEdge({"GET", QStringLiteral("/api/v1/auth/me"), authorized(token), {}}))
                                 .value(QStringLiteral("id"))
                                 .toString();
        const QString demote =
            QStringLiteral("WITH told AS (INSERT INTO revocations (user_id, role) VALUES ('%1', 'guest')"
                           " RETURNING 1) SELECT count(*) FROM told");
        QCOMPARE(m_stack.count(QStringLiteral("auth"), demote.arg(user)), 1);
        QTRY_COMPARE_WITH_TIMEOUT(ask(theirs).status, 403, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(ask(theirs, m_other->url).status, 403, 20'000);
        const HttpResponse refused = ask(theirs);
        QCOMPARE(problemOf(refused), QStringLiteral("forbidden"));
        QVERIFY(!isReplay(refused));
        QVERIFY(!refused.body.contains(objectOf(first).value(QStringLiteral("id")).toString().toLatin1()));
    }

    void row_22_the_same_json_written_otherwise_is_the_same_request()
    {
        const QByteArray name = '"' + m_thing->text + '"';
        const QByteArray number = '"' + m_thing->number + '"';
        const Call first = call().keyed(m_key).saying(m_isPatch ? "{" + name + R"(: "ab"})"
                                                                : "{" + number + ": 100, " + name + R"(: "ab"})");
        const HttpResponse answer = ask(first);
        QVERIFY(isFirst(answer));
        for (const QByteArray& text : m_isPatch
                                          ? QByteArrayList{"{ " + name + " :\n\"ab\" }", "{" + name + R"(:"\u0061b"})"}
                                          : QByteArrayList{"{" + name + R"(:"ab",)" + number + ":100}",
                                                           "\t{ " + number + ":100 ,\r\n" + name + R"(: "\u0061b"})"}) {
            const HttpResponse again = ask(first.saying(text));
            QVERIFY2(isReplay(again), again.body.constData());
            QCOMPARE(again.body, answer.body);
        }
        Call typed = first;
        for (auto& [header, value] : typed.headers)
            value += header == "Content-Type" ? QByteArray("; charset=utf-8") : QByteArray();
        QVERIFY(isReplay(ask(typed)));
        QCOMPARE(effects(), m_before + 1);
    }

    void row_23_a_gateway_that_sends_twice_has_one_effect()
    {
        test::BadGate gate(m_service, test::BadGate::Fault::SendsTwice);
        const HttpResponse answer = ask(call().keyed(m_key), gate.url());
        QCOMPARE(gate.answers(), 2);
        QCOMPARE(answer.status, created());
        QVERIFY(isReplay(answer));
        QVERIFY(isReplay(throughEdge(call().keyed(m_key)))); // the edge hands on the key as it is
        QCOMPARE(effects(), m_before + 1);
        QCOMPARE(events(), m_eventsBefore + (m_isPatch ? 0 : 1));
    }

    void what_happens_to_keys_is_counted()
    {
        const QString batches = m_isPatch ? QStringLiteral("write_batch_size_count{writer=\"orders changes\"}")
                                          : QStringLiteral("write_batch_size_count{writer=\"orders\"}");
        const bool hasBatches = m_thing->service == QStringLiteral("orders");
        const double batchesBefore = metric(batches);
        const auto counted = [this](const char* name, const Call& call) {
            const double before = metric(QLatin1String(name));
            ask(call);
            QCOMPARE(metric(QLatin1String(name)), before + 1);
        };
        counted("idempotency_first_total", call().keyed(m_key));
        counted("idempotency_replayed_total", call().keyed(m_key));
        counted("idempotency_record_age_seconds_count", call().keyed(m_key));
        counted("idempotency_reused_total", call(1).keyed(m_key));
        counted("idempotency_invalid_total", call().with("Idempotency-Key", "k"));
        {
            test::HeldTable held(m_stack, m_thing->service);
            const auto first = send(call().keyed(m_key + "-held"), m_service);
            QCOMPARE(heldUp(held, first), QByteArray());
            counted("idempotency_in_use_total", call().keyed(m_key + "-held"));
        }
        QVERIFY(!hasBatches || metric(batches) > batchesBefore);
    }

private:
    static HeaderList authorized(const QByteArray& token) { return {{"Authorization", token}}; }
    QString pathOf(const QString& id) const { return m_thing->pathOf(id); }
    Call postOf(int variant = 0) const { return m_thing->post(m_token, variant); }
    Call patchOf(const QString& id, const QByteArray& value = "two boxes", const QByteArray& etag = "\"1\"") const
    {
        return m_thing->patch(m_token, id, value, etag);
    }
    // The operation of the row, in variants that differ in their bodies.
    Call call(int variant = 0) const
    {
        return m_isPatch ? patchOf(m_target, "box " + QByteArray::number(variant)) : postOf(variant);
    }
    // The same by somebody else, to whom the target belongs.
    Call callOf(const QByteArray& token, const QString& target) const
    {
        return m_isPatch ? m_thing->patch(token, target) : m_thing->post(token);
    }
    // The body of the operation with one member as given.
    QByteArray bodyWith(const QByteArray& member, const QByteArray& value) const
    {
        const QByteArray given = '"' + member + "\": " + value;
        if (m_isPatch)
            return '{' + given + '}';
        const bool isText = member == m_thing->text;
        return '{' + given + ", \"" + (isText ? m_thing->number + "\": 5}" : m_thing->text + "\": \"box\"}");
    }
    int created() const { return m_isPatch ? 200 : 201; }
    bool isFirst(const HttpResponse& response) const { return response.status == created() && !isReplay(response); }

    QFuture<Result<HttpResponse>> send(const Call& call, const QString& base)
    {
        HttpRequest request;
        request.method = call.method;
        request.url = base + call.path;
        request.headers = call.headers;
        request.body = call.body;
        request.caFile = m_stack.info().value(QStringLiteral("ca_file")).toString();
        return m_http.send(request);
    }
    // Status 0 when there is none.
    static HttpResponse answerOf(const QFuture<Result<HttpResponse>>& due)
    {
        if (!QTest::qWaitFor([&] { return due.isFinished(); }, 30'000) || due.resultCount() == 0)
            return {};
        const auto result = due.result();
        return result ? *result : HttpResponse{};
    }
    // Empty when the request waits in its transaction; else what became of it.
    static QByteArray heldUp(test::HeldTable& held, const QFuture<Result<HttpResponse>>& due)
    {
        const auto settled = [&] { return due.isFinished() || held.waiting() > 0; };
        if (!QTest::qWaitFor(settled, 20'000))
            return "nothing";
        return due.isFinished() ? QByteArray::number(answerOf(due).status) + ' ' + answerOf(due).body : QByteArray();
    }
    HttpResponse ask(const Call& call) { return ask(call, m_service); }
    HttpResponse ask(const Call& call, const QString& base) { return answerOf(send(call, base)); }
    HttpResponse throughEdge(const Call& call)
    {
        return ask(call, m_stack.info().value(QStringLiteral("edge_url")).toString());
    }
    bool isReady(const test::ServiceInstance& instance)
    {
        return ask({"GET", QStringLiteral("/health/ready"), {}, {}}, instance.metricsUrl).status == 200;
    }
    QString newTarget(const QByteArray& token)
    {
        const Call made = m_thing->post(token).keyed(newUuidV7().toLatin1());
        return objectOf(ask(made)).value(QStringLiteral("id")).toString();
    }

    // Of the service's own, -1 when it has none of this name.
    double metric(const QString& name)
    {
        const QByteArray text = ask({"GET", {}, {}, {}}, urlOf(QStringLiteral("metrics_url"))).body;
        for (const QByteArray& line : text.split('\n'))
            if (line.startsWith(name.toLatin1() + ' '))
                return line.split(' ').last().toDouble();
        return -1;
    }
    QString urlOf(const QString& which) const
    {
        return m_stack.info()
            .value(QStringLiteral("services"))
            .toObject()
            .value(m_thing->service)
            .toObject()
            .value(which)
            .toString();
    }

    qint64 count(const QString& sql) const { return m_stack.count(m_thing->service, sql.arg(m_thing->service)); }
    // Things that were made, and changes of them.
    qint64 effects() const { return count(QStringLiteral("SELECT count(*) + sum(version - 1)::bigint FROM %1")); }
    qint64 events() const { return m_stack.count(m_thing->service, QStringLiteral("SELECT count(*) FROM outbox")); }
    qint64 records() const
    {
        const QString sql = QStringLiteral("SELECT count(*) FROM idempotency WHERE key = '%1'");
        return m_stack.count(m_thing->service, sql.arg(QLatin1String(m_key)));
    }
    void assign(const QByteArray& assignments) const
    {
        const QString sql = QStringLiteral("WITH changed AS (UPDATE %1 SET %2 WHERE id = '%3' RETURNING 1)"
                                           " SELECT count(*) FROM changed")
                                .arg(m_thing->service, QString::fromLatin1(assignments), m_target);
        QCOMPARE(m_stack.count(m_thing->service, sql), 1);
    }

    test::TestStack m_stack;
    HttpClient m_http;
    std::unique_ptr<test::Account> m_account;
    // A second one of each service, on the same database; it takes bare keys.
    std::vector<std::unique_ptr<test::ServiceInstance>> m_others;
    QByteArray m_token;
    const test::WrittenThing* m_thing = nullptr;
    const test::ServiceInstance* m_other = nullptr;
    QString m_service; // where it answers
    bool m_isPatch = false;
    QByteArray m_key;
    QString m_target; // a thing at version 1
    qint64 m_before = 0;
    qint64 m_eventsBefore = 0;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, IdempotencyTest>(argc, argv);
}

#include "idempotency_test.moc"
