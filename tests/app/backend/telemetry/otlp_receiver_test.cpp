// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_decode.h"
#include "backend/telemetry/otlp_receiver.h"
#include "support/qt_test_main.h"

#include <QRandomGenerator>
#include <QTcpSocket>

#include <mutex>
#include <opentelemetry/proto/collector/trace/v1/trace_service.pb.h>
#include <zlib.h>

using namespace signalbox;

namespace {

namespace proto = opentelemetry::proto;

const QByteArray key = "the-key";

proto::collector::trace::v1::ExportTraceServiceRequest makeRequest(int spans)
{
    proto::collector::trace::v1::ExportTraceServiceRequest request;
    auto* resource = request.add_resource_spans();
    auto* name = resource->mutable_resource()->add_attributes();
    name->set_key("service.name");
    name->mutable_value()->set_string_value("orders");
    auto* scope = resource->add_scope_spans();
    for (int i = 0; i < spans; ++i) {
        auto* span = scope->add_spans();
        span->set_trace_id(std::string(15, '\0') + static_cast<char>(i + 1));
        span->set_span_id(std::string(8, '\x11'));
        span->set_parent_span_id(std::string(8, '\x22'));
        span->set_name("POST /x");
        span->set_kind(proto::trace::v1::Span_SpanKind_SPAN_KIND_SERVER);
        span->set_start_time_unix_nano(1'000'000'000);
        span->set_end_time_unix_nano(1'005'000'000);
        auto* status = span->add_attributes();
        status->set_key("http.response.status_code");
        status->mutable_value()->set_int_value(201);
        auto* list = span->add_attributes();
        list->set_key("list");
        list->mutable_value()->mutable_array_value()->add_values()->set_bool_value(true);
    }
    return request;
}

QByteArray bodyOf(int spans)
{
    return QByteArray::fromStdString(makeRequest(spans).SerializeAsString());
}

QByteArray gzipped(const QByteArray& plain)
{
    z_stream stream = {};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.constData()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

struct Post
{
    QByteArray target = "/v1/traces";
    QByteArray host = "127.0.0.1";
    QByteArray keyLine = "x-signalbox-key: the-key\r\n";
    QByteArray more = {};
    QByteArray type = "application/x-protobuf";

    QByteArray with(const QByteArray& body, qint64 length = -1) const
    {
        return "POST " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + keyLine + more + "Content-Type: " + type +
               "\r\nContent-Length: " + QByteArray::number(length < 0 ? body.size() : length) + "\r\n\r\n" + body;
    }
};

} // namespace

class OtlpReceiverTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<OtlpIntake> m_intake;
    std::unique_ptr<OtlpReceiver> m_receiver;
    std::mutex m_mutex;
    QList<Span> m_spans;
    QList<LogLine> m_lines;
    std::atomic<int> m_refused = 0;
    std::atomic<bool> m_full = false;

    QList<Span> spans()
    {
        const std::lock_guard lock(m_mutex);
        return m_spans;
    }

    // What comes back on one connection until it is closed or `answers` answers are complete.
    QByteArray send(const QByteArray& bytes, int answers = 1)
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_receiver->port());
        socket.waitForConnected();
        socket.write(bytes);
        QByteArray got;
        while (got.count("HTTP/1.1 ") < answers || !got.contains("\r\n\r\n")) {
            if (!socket.waitForReadyRead(3000))
                break;
            got += socket.readAll();
        }
        return got;
    }
    QByteArray status(const QByteArray& bytes) { return send(bytes).mid(9, 3); }

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_spans.clear();
        m_lines.clear();
        m_refused = 0;
        m_full = false;
        OtlpSinks sinks;
        sinks.spans = [this](const SpanBatch& spans) {
            const std::lock_guard lock(m_mutex);
            m_spans += spans.spans();
        };
        sinks.lines = [this](const QList<LogLine>& lines) {
            const std::lock_guard lock(m_mutex);
            m_lines += lines;
        };
        sinks.refused = [this] { ++m_refused; };
        sinks.isFull = [this](OtlpSignal) { return m_full.load(); };
        m_intake = std::make_unique<OtlpIntake>(QString::fromLatin1(key), std::move(sinks));
        auto receiver = OtlpReceiver::start(
            {.preferredPort = 0, .maxBodyBytes = 1'000'000, .maxBytesAtOnce = 1'500'000}, *m_intake);
        QVERIFY(receiver);
        m_receiver = std::move(*receiver);
    }
    void cleanup()
    {
        m_receiver.reset();
        m_intake.reset();
    }

    void a_span_is_decoded_with_everything_that_is_kept()
    {
        QCOMPARE(status(Post{}.with(bodyOf(1))), QByteArray("200"));
        QCOMPARE(spans().size(), 1);
        const Span span = spans().first();
        QCOMPARE(span.traceId, QStringLiteral("00000000000000000000000000000001"));
        QCOMPARE(span.spanId, QStringLiteral("1111111111111111"));
        QCOMPARE(span.parentSpanId, QStringLiteral("2222222222222222"));
        QCOMPARE(span.service, QStringLiteral("orders"));
        QCOMPARE(span.name, QStringLiteral("POST /x"));
        QCOMPARE(span.kind, SpanKind::Server);
        QCOMPARE(span.durationNs, 5'000'000);
        QCOMPARE(span.attribute(QStringLiteral("http.response.status_code")), QStringLiteral("201"));
        QCOMPARE(span.attribute(QStringLiteral("list")), QStringLiteral("[true]"));
    }

    void a_gzip_body_is_unpacked()
    {
        QCOMPARE(status(Post{.more = "Content-Encoding: gzip\r\n"}.with(gzipped(bodyOf(100)))), QByteArray("200"));
        QCOMPARE(spans().size(), 100);
    }

    void a_connection_is_used_again()
    {
        const QByteArray twice = Post{}.with(bodyOf(1)) + Post{}.with(bodyOf(2));
        QCOMPARE(send(twice, 2).count("HTTP/1.1 200"), 2);
        QCOMPARE(spans().size(), 3);
    }

    void chunks_and_expect_continue_work()
    {
        const QByteArray body = bodyOf(1);
        const QByteArray head =
            "POST /v1/traces HTTP/1.1\r\nHost: localhost:4318\r\nx-signalbox-key: the-key\r\nContent-Type: "
            "application/x-protobuf\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n";
        const QByteArray chunk = QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n";
        const QByteArray got = send(head + chunk, 2);
        QVERIFY(got.startsWith("HTTP/1.1 100 "));
        QVERIFY(got.contains("HTTP/1.1 200 OK"));
        QCOMPARE(spans().size(), 1);
    }

    void without_the_key_nothing_is_let_in_and_it_is_counted()
    {
        const QByteArray answer = send(Post{.keyLine = ""}.with(bodyOf(1)));
        QCOMPARE(answer.mid(9, 3), QByteArray("401"));
        QVERIFY(answer.contains("x-signalbox-key")); // google.rpc.Status says which header
        QCOMPARE(status(Post{.keyLine = "x-signalbox-key: the-kez\r\n"}.with(bodyOf(1))), QByteArray("401"));
        QCOMPARE(status(Post{.keyLine = "x-signalbox-key: \r\n"}.with(bodyOf(1))), QByteArray("401"));
        QCOMPARE(m_refused, 3);
        QCOMPARE(m_intake->counts().refused, 3);
        QVERIFY(spans().isEmpty());
    }

    void a_foreign_host_or_any_origin_is_turned_away_before_the_body()
    {
        // No body is sent: the answer must not wait for it.
        QCOMPARE(status(Post{.host = "evil.example"}.with("", 500'000)), QByteArray("403"));
        QCOMPARE(status(Post{.host = "localhost.evil.example"}.with("", 500'000)), QByteArray("403"));
        QCOMPARE(status(Post{.host = "127.0.0.1:80@evil"}.with("", 500'000)), QByteArray("403"));
        QCOMPARE(status(Post{.more = "Origin: http://127.0.0.1\r\n"}.with("", 500'000)), QByteArray("403"));
        QCOMPARE(status(Post{.host = "[::1]:4318"}.with(bodyOf(1))), QByteArray("200"));
        QCOMPARE(m_refused, 4);
    }

    void too_much_is_413_packed_or_not()
    {
        QCOMPARE(status(Post{}.with("", 5'000'000)), QByteArray("413"));
        const QByteArray bomb = gzipped(QByteArray(50'000'000, '\0'));
        QVERIFY(bomb.size() < 1'000'000);
        QCOMPARE(status(Post{.more = "Content-Encoding: gzip\r\n"}.with(bomb)), QByteArray("413"));
        QCOMPARE(m_intake->counts().malformed, 2);
    }

    void nonsense_is_400_with_a_status_that_says_so()
    {
        const QByteArray answer = send(Post{}.with("this is no protobuf"));
        QCOMPARE(answer.mid(9, 3), QByteArray("400"));
        QVERIFY(answer.contains("application/x-protobuf"));
        QVERIFY(answer.endsWith("The body is no ExportTraceServiceRequest."));
        QCOMPARE(status(Post{.more = "Content-Encoding: gzip\r\n"}.with("no gzip")), QByteArray("400"));
        QCOMPARE(status("GARBAGE\r\n\r\n"), QByteArray("400"));
    }

    void other_paths_methods_and_types_are_answered_honestly()
    {
        QCOMPARE(status(Post{.target = "/v1/metrics"}.with("")), QByteArray("404")); // no sink: nothing is kept
        QCOMPARE(status(Post{.target = "/v1/trace"}.with("")), QByteArray("404"));
        QCOMPARE(status(Post{.type = "text/plain"}.with("{}")), QByteArray("415"));
        QCOMPARE(status(Post{.type = "application/jsonp"}.with("{}")), QByteArray("415"));
        QCOMPARE(status(Post{.more = "Content-Encoding: br\r\n"}.with("")), QByteArray("415"));
        QCOMPARE(status("GET /v1/traces HTTP/1.1\r\nHost: localhost\r\nx-signalbox-key: the-key\r\n\r\n"),
                 QByteArray("405"));
    }

    void spans_without_valid_ids_are_left_out_and_said()
    {
        auto request = makeRequest(3);
        auto* scope = request.mutable_resource_spans(0)->mutable_scope_spans(0);
        scope->mutable_spans(0)->set_trace_id("short");
        scope->mutable_spans(1)->set_span_id(std::string(8, '\0'));
        const QByteArray answer = send(Post{}.with(QByteArray::fromStdString(request.SerializeAsString())));
        QCOMPARE(answer.mid(9, 3), QByteArray("200"));
        proto::collector::trace::v1::ExportTraceServiceResponse response;
        const QByteArray body = answer.mid(answer.indexOf("\r\n\r\n") + 4);
        QVERIFY(response.ParseFromArray(body.constData(), static_cast<int>(body.size())));
        QCOMPARE(response.partial_success().rejected_spans(), 2);
        QCOMPARE(spans().size(), 1);
        QCOMPARE(m_intake->counts().rejected, 2);
    }

    void any_bytes_are_decoded_without_a_crash()
    {
        const QByteArray good = bodyOf(20);
        QRandomGenerator random(42);
        for (int i = 0; i < 5000; ++i) {
            QByteArray bad = good.left(static_cast<qsizetype>(random.bounded(static_cast<int>(good.size()))) + 1);
            for (int flips = random.bounded(8); flips > 0; --flips)
                bad[random.bounded(static_cast<int>(bad.size()))] = static_cast<char>(random.bounded(256));
            (void)decodeTraces(bad);
        }
        proto::collector::trace::v1::ExportTraceServiceRequest flood = makeRequest(1);
        auto* span = flood.mutable_resource_spans(0)->mutable_scope_spans(0)->mutable_spans(0);
        for (int i = 0; i < 10'000; ++i)
            span->add_attributes()->set_key("k" + std::to_string(i));
        span->mutable_attributes(0)->mutable_value()->set_string_value(std::string(1'000'000, 'v'));
        const auto decoded = decodeTraces(QByteArray::fromStdString(flood.SerializeAsString()));
        QCOMPARE(decoded->spans.spans().first().attributes.size(), 256);
        QVERIFY(decoded->spans.spans().first().attributes.first().second.size() < 20'000);
    }

    void json_is_taken_and_answered_as_json()
    {
        const QByteArray body = R"({"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",
            "value":{"stringValue":"shop"}}]},"scopeSpans":[{"spans":[
            {"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174","parentSpanId":"eee19b7ec3c1b173",
             "name":"a","kind":2,"startTimeUnixNano":"1544712660000000000","endTimeUnixNano":"1544712661000000000",
             "attributes":[{"key":"n","value":{"intValue":"9007199254740993"}}],"new":{"member":[1]}},
            {"traceId":"abcd","spanId":"eee19b7ec3c1b174","startTimeUnixNano":1,"endTimeUnixNano":2}]}]}]})";
        const QByteArray answer = send(Post{.type = "application/json; charset=utf-8"}.with(body));
        QVERIFY2(answer.startsWith("HTTP/1.1 200"), answer);
        QVERIFY(answer.contains("Content-Type: application/json\r\n"));
        QVERIFY2(answer.contains(R"("rejectedSpans":"1")"), answer);
        QCOMPARE(spans().size(), 1);
        QCOMPARE(spans().first().traceId, QStringLiteral("5b8efff798038103d269b633813fc60c"));
        QCOMPARE(spans().first().parentSpanId, QStringLiteral("eee19b7ec3c1b173"));
        QCOMPARE(spans().first().service, QStringLiteral("shop"));
        QCOMPARE(spans().first().attribute(QStringLiteral("n")), QStringLiteral("9007199254740993"));
        const QByteArray bad = send(Post{.type = "application/json"}.with(R"({"resourceSpans":7})"));
        QVERIFY(bad.startsWith("HTTP/1.1 400"));
        QVERIFY2(bad.contains(R"("code":3)"), bad);
        QVERIFY(bad.contains("The body is no OTLP JSON"));
        const QByteArray deep = QByteArray(10'000, '[');
        QCOMPARE(status(Post{.type = "application/json"}.with(deep)), QByteArray("400"));
    }

    void nothing_rejected_is_an_empty_answer()
    {
        QVERIFY(send(Post{}.with(bodyOf(1))).endsWith("\r\n\r\n"));
        QVERIFY(send(Post{.type = "application/json"}.with("{}")).endsWith("{}"));
    }

    void logs_have_a_path_of_their_own()
    {
        const QByteArray body = R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":17,
            "body":{"stringValue":"broken"}}]}]}]})";
        QCOMPARE(status(Post{.target = "/v1/logs", .type = "application/json"}.with(body)), QByteArray("200"));
        const std::lock_guard lock(m_mutex);
        QCOMPARE(m_lines.size(), 1);
        QCOMPARE(m_lines.first().level, LogLevel::Error);
        QCOMPARE(m_lines.first().service, QStringLiteral("unknown_service"));
    }

    void a_full_queue_asks_to_come_again_before_the_body()
    {
        m_full = true;
        const QByteArray answer = send(Post{}.with("", 500'000));
        QCOMPARE(answer.mid(9, 3), QByteArray("429"));
        QVERIFY(answer.contains("Retry-After: 1\r\n"));
        QVERIFY(answer.contains("google.rpc.RetryInfo"));
        QVERIFY(send(Post{.type = "application/json"}.with("", 500'000)).contains(R"("retryDelay":"1s")"));
        m_full = false;
        QCOMPARE(status(Post{}.with(bodyOf(1))), QByteArray("200"));
        QCOMPARE(m_intake->counts().throttled, 2);
        QCOMPARE(m_intake->counts().malformed, 0);
    }

    void bodies_of_all_connections_together_are_bounded()
    {
        QTcpSocket slow;
        slow.connectToHost(QStringLiteral("127.0.0.1"), m_receiver->port());
        QVERIFY(slow.waitForConnected());
        slow.write(Post{.more = "Expect: 100-continue\r\n"}.with("", 900'000));
        QVERIFY(slow.waitForReadyRead()); // 100: its body is awaited
        QCOMPARE(status(Post{}.with("", 900'000)), QByteArray("503"));
        QCOMPARE(status(Post{}.with(bodyOf(1))), QByteArray("200"));
        slow.abort();
        QCOMPARE(m_intake->counts().throttled, 1);
    }

    void a_taken_port_is_replaced_by_a_free_one()
    {
        const auto second = OtlpReceiver::start({.preferredPort = m_receiver->port()}, *m_intake);
        QVERIFY(second);
        QVERIFY((*second)->port() != m_receiver->port());
    }

    void it_stops_with_connections_open()
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_receiver->port());
        QVERIFY(socket.waitForConnected());
        socket.write("POST /v1/tra");
        m_receiver.reset();
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, OtlpReceiverTest>(argc, argv);
}
#include "otlp_receiver_test.moc"
