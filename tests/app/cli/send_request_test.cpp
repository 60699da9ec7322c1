// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/request_text.h"
#include "cli/send_request.h"
#include "core/base/ids.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>

using namespace signalbox;

namespace {

RequestDraft draft(const QByteArray& method, const QString& url)
{
    RequestDraft made;
    made.request.method = method;
    made.request.url = url;
    made.baseUrl = QStringLiteral("https://api.localhost:8443");
    return made;
}

} // namespace

class SendRequestTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void every_send_has_a_traceparent_whose_trace_it_knows()
    {
        const auto a = readyRequest(draft("GET", QStringLiteral("/things")));
        const auto b = readyRequest(draft("GET", QStringLiteral("/things")));
        QVERIFY(a && b);
        QVERIFY(isTraceId(a->traceId));
        QVERIFY(headerOf(a->request.headers, "Traceparent").contains(a->traceId.toLatin1()));
        QVERIFY(headerOf(a->request.headers, "traceparent").endsWith("-03"));
        QVERIFY(a->traceId != b->traceId);
    }

    void a_path_is_below_the_edge_and_a_url_stands()
    {
        QCOMPARE(readyRequest(draft("GET", QStringLiteral("/things")))->request.url,
                 QStringLiteral("https://api.localhost:8443/things"));
        QCOMPARE(readyRequest(draft("GET", QStringLiteral("http://127.0.0.1:9/x")))->request.url,
                 QStringLiteral("http://127.0.0.1:9/x"));
        RequestDraft noEdge = draft("GET", QStringLiteral("/things"));
        noEdge.baseUrl.clear();
        QVERIFY(!readyRequest(noEdge));
    }

    void writes_get_a_key_unless_given_or_switched_off()
    {
        QVERIFY(readyRequest(draft("GET", QStringLiteral("/a")))->idempotencyKey.isEmpty());
        const auto post = readyRequest(draft("post", QStringLiteral("/a")));
        QCOMPARE(post->request.method, QByteArray("POST"));
        QCOMPARE(post->idempotencyKey.size(), 38); // a UUID in quotes
        QVERIFY(post->idempotencyKey.startsWith(QLatin1Char('"')) && post->idempotencyKey.endsWith(QLatin1Char('"')));
        QVERIFY(post->idempotencyKey != readyRequest(draft("PATCH", QStringLiteral("/a")))->idempotencyKey);
        RequestDraft given = draft("POST", QStringLiteral("/a"));
        given.request.headers = {{"idempotency-key", "mine"}};
        QCOMPARE(readyRequest(given)->idempotencyKey, QStringLiteral("mine"));
        QCOMPARE(readyRequest(given)->request.headers.count({"Idempotency-Key", "mine"}), 0);
        RequestDraft without = draft("POST", QStringLiteral("/a"));
        without.withKey = false;
        QVERIFY(headerOf(readyRequest(without)->request.headers, "idempotency-key").isEmpty());
    }

    void what_the_user_set_stands()
    {
        RequestDraft given = draft("POST", QStringLiteral("/a"));
        const QString trace = newTraceId();
        given.request.headers = {{"Traceparent", traceparent(trace, newSpanId()).toLatin1()},
                                 {"Content-Type", "text/x"}};
        given.request.body = "{}";
        const auto ready = readyRequest(given);
        QCOMPARE(ready->traceId, trace);
        QCOMPARE(headerOf(ready->request.headers, "content-type"), QByteArray("text/x"));
        given.request.headers.clear();
        QCOMPARE(headerOf(readyRequest(given)->request.headers, "content-type"), QByteArray("application/json"));
        given.request.body = "not json";
        QVERIFY(headerOf(readyRequest(given)->request.headers, "content-type").isEmpty());
    }

    void a_request_file_is_read()
    {
        const auto request =
            parseRequestText("# a comment\n\nPATCH /things/1 HTTP/1.1\r\nIf-Match: \"3\"\r\n// another\n"
                             "X-Url: http://a:1\n\n{\n  \"note\": \"x\"\n}\n\n### next\nGET /other\n",
                             QStringLiteral("a.http"));
        QVERIFY(request);
        QCOMPARE(request->method, QByteArray("PATCH"));
        QCOMPARE(request->url, QStringLiteral("/things/1"));
        QCOMPARE(request->headers, (HeaderList{{"If-Match", "\"3\""}, {"X-Url", "http://a:1"}}));
        QCOMPARE(request->body, QByteArray("{\n  \"note\": \"x\"\n}"));
    }

    void a_wrong_request_file_names_file_and_line()
    {
        const auto header = parseRequestText("GET /a\nwrong\n", QStringLiteral("a.http"));
        QVERIFY(!header);
        QVERIFY(header.error().message.contains(QStringLiteral("a.http, line 2")));
        QVERIFY(!parseRequestText("# nothing\n", QStringLiteral("a.http")));
        QVERIFY(!parseRequestText("GET\n", QStringLiteral("a.http")));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, SendRequestTest>(argc, argv);
}

#include "send_request_test.moc"
