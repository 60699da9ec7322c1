// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_grpc_server.h"
#include "backend/telemetry/otlp_json.h"
#include "support/qt_test_main.h"

#include <future>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <mutex>

using namespace signalbox;

namespace {

constexpr char traces[] = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
constexpr char logs[] = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
constexpr char metrics[] = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

QByteArray oneSpan()
{
    const auto body = otlpJsonToProtobuf(OtlpSignal::Traces, R"({"resourceSpans":[{"scopeSpans":[{"spans":[
        {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"a",
         "startTimeUnixNano":"1544712660000000000","endTimeUnixNano":"1544712661000000000"}]}]}]})");
    return body.value_or(QByteArray());
}

} // namespace

class OtlpGrpcTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<OtlpIntake> m_intake;
    std::unique_ptr<OtlpGrpcServer> m_server;
    std::shared_ptr<grpc::Channel> m_channel;
    std::mutex m_mutex;
    QList<Span> m_spans;
    QList<LogLine> m_lines;
    std::atomic<int> m_refused = 0;
    std::atomic<bool> m_full = false;

    // The status that a call ends with.
    grpc::Status call(const char* method, const QByteArray& body, const char* key = "the-key")
    {
        grpc::GenericStub stub(m_channel);
        grpc::ClientContext context;
        context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
        if (key != nullptr)
            context.AddMetadata("x-signalbox-key", key);
        const grpc::Slice slice(body.constData(), static_cast<size_t>(body.size()));
        const grpc::ByteBuffer request(&slice, 1);
        grpc::ByteBuffer response;
        std::promise<grpc::Status> done;
        stub.UnaryCall(
            &context, method, {}, &request, &response, [&done](const grpc::Status& status) { done.set_value(status); });
        return done.get_future().get();
    }

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_spans.clear();
        m_lines.clear();
        m_refused = 0;
        m_full = false;
        OtlpSinks sinks;
        sinks.spans = [this](const SpanBatch& batch) {
            const std::lock_guard lock(m_mutex);
            m_spans += batch.spans();
        };
        sinks.lines = [this](const QList<LogLine>& lines) {
            const std::lock_guard lock(m_mutex);
            m_lines += lines;
        };
        sinks.refused = [this] { ++m_refused; };
        sinks.isFull = [this](OtlpSignal) { return m_full.load(); };
        m_intake = std::make_unique<OtlpIntake>(QStringLiteral("the-key"), std::move(sinks));
        auto server = OtlpGrpcServer::start({.preferredPort = 0, .maxMessageBytes = 100'000}, *m_intake);
        QVERIFY(server);
        m_server = std::move(*server);
        m_channel =
            grpc::CreateChannel("127.0.0.1:" + std::to_string(m_server->port()), grpc::InsecureChannelCredentials());
    }
    void cleanup()
    {
        m_channel.reset();
        m_server.reset();
        m_intake.reset();
    }

    void spans_and_lines_are_taken()
    {
        QVERIFY(call(traces, oneSpan()).ok());
        const auto line = otlpJsonToProtobuf(
            OtlpSignal::Logs,
            R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"hello"}}]}]}]})");
        QVERIFY(call(logs, *line).ok());
        const std::lock_guard lock(m_mutex);
        QCOMPARE(m_spans.size(), 1);
        QCOMPARE(m_spans.first().traceId, QStringLiteral("5b8efff798038103d269b633813fc60c"));
        QCOMPARE(m_lines.size(), 1);
        QCOMPARE(m_intake->counts().spans, 1);
    }

    void without_the_key_nothing_is_let_in_and_it_is_counted()
    {
        QCOMPARE(call(traces, oneSpan(), nullptr).error_code(), grpc::StatusCode::UNAUTHENTICATED);
        const grpc::Status wrong = call(traces, oneSpan(), "the-kez");
        QCOMPARE(wrong.error_code(), grpc::StatusCode::UNAUTHENTICATED);
        QVERIFY(wrong.error_message().find("x-signalbox-key") != std::string::npos);
        QCOMPARE(m_refused, 2);
        const std::lock_guard lock(m_mutex);
        QVERIFY(m_spans.isEmpty());
    }

    void a_full_queue_asks_to_come_again()
    {
        m_full = true;
        const grpc::Status status = call(traces, oneSpan());
        QCOMPARE(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
        QVERIFY(status.error_details().find("google.rpc.RetryInfo") != std::string::npos);
        QCOMPARE(m_intake->counts().throttled, 1);
        m_full = false;
        QVERIFY(call(traces, oneSpan()).ok());
    }

    void nonsense_and_too_much_are_refused()
    {
        QCOMPARE(call(traces, "this is no protobuf").error_code(), grpc::StatusCode::INVALID_ARGUMENT);
        QCOMPARE(call(traces, QByteArray(200'000, 'x')).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
        QCOMPARE(call(metrics, {}).error_code(), grpc::StatusCode::UNIMPLEMENTED); // no sink: nothing is kept
        QCOMPARE(call("/shop.v1.Shop/Buy", {}).error_code(), grpc::StatusCode::UNIMPLEMENTED);
        QCOMPARE(m_intake->counts().malformed, 3);
    }

    void a_taken_port_is_replaced_by_a_free_one()
    {
        const auto second = OtlpGrpcServer::start({.preferredPort = m_server->port()}, *m_intake);
        QVERIFY(second);
        QVERIFY((*second)->port() != m_server->port());
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, OtlpGrpcTest>(argc, argv);
}
#include "otlp_grpc_test.moc"
