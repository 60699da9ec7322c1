// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/tracing.h"

#include "services/platform/test_server.h"
#include "support/qt_test_main.h"

#include <mutex>

using namespace platform;
using boost::asio::awaitable;
using platform::test::TestServer;

namespace {

const std::string traceId = "0af7651916cd43dd8448eb211c80319c";
const std::string spanId = "b7ad6b7169203331";

// What a collector would see.
struct Collector
{
    Collector()
        : server({{"POST",
                   "/v1/traces",
                   [this](HttpRequest& request) -> awaitable<HttpResponse> {
                       const std::lock_guard lock(mutex);
                       received += QByteArray::fromStdString(request.body);
                       key = QByteArray::fromStdString(std::string(request.header("x-signalbox-key").value_or("")));
                       co_return HttpResponse{200, {{"Content-Type", "application/x-protobuf"}}, {}};
                   },
                   false,
                   false}})
    {
    }

    bool has(const QByteArray& text)
    {
        const std::lock_guard lock(mutex);
        return received.contains(text);
    }

    std::mutex mutex;
    QByteArray received;
    QByteArray key;
    TestServer server;
};

} // namespace

class TracingTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }
    void cleanup() { shutdownTracing(); }

    void a_traceparent_is_taken_whole_or_not_at_all_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("valid");
        const auto row = [](const char* name, const QByteArray& text, bool valid) {
            QTest::newRow(name) << text << valid;
        };
        const QByteArray ids = QByteArray::fromStdString(traceId + "-" + spanId);
        row("good", "00-" + ids + "-01", true);
        row("not sampled", "00-" + ids + "-00", true);
        row("later version with more", "01-" + ids + "-01-more", true);
        row("version 00 with more", "00-" + ids + "-01-more", false);
        row("version ff", "ff-" + ids + "-01", false);
        row("upper case", "00-" + ids.toUpper() + "-01", false);
        row("no trace", "00-00000000000000000000000000000000-" + QByteArray::fromStdString(spanId) + "-01", false);
        row("no span", "00-" + QByteArray::fromStdString(traceId) + "-0000000000000000-01", false);
        row("too short", "00-" + ids, false);
        row("empty", "", false);
    }

    void a_traceparent_is_taken_whole_or_not_at_all()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, valid);
        const auto context = TraceContext::parse(text.toStdString());
        QCOMPARE(context.valid(), valid);
        QCOMPARE(context.spanId.size(), valid ? 16U : 0U);
    }

    void without_an_endpoint_ids_are_still_handed_on()
    {
        initTracing({"orders", "1", "", "", "local"});
        const Span root("root", SpanKind::Server, {});
        const Span child("child", SpanKind::Internal, root.context());
        QCOMPARE(child.context().traceId, root.context().traceId);
        QVERIFY(child.context().spanId != root.context().spanId);
        QCOMPARE(TraceContext::parse(child.context().traceparent()).spanId, child.context().spanId);
    }

    void a_span_arrives_at_the_collector_with_its_parent_links_and_resource()
    {
        Collector collector;
        initTracing({"orders", "1.2.3", collector.server.url(""), "x-signalbox-key=swordfish", "local"});
        {
            Span span("POST /api/v1/orders", SpanKind::Server, {traceId, spanId});
            span.set("http.route", "/api/v1/orders");
            span.set("http.response.status_code", std::int64_t{201});
            span.set("url.path",
                     "caf\xc3\xa9/\xff"); // of a client: no UTF-8, and one such span must not spoil the batch
            span.link({std::string(32, 'c'), std::string(16, 'd')});
            span.event("something");
            span.fail("a reason");
        }
        QTRY_VERIFY(collector.has("POST /api/v1/orders"));
        QVERIFY(collector.has(QByteArray::fromHex(QByteArray::fromStdString(traceId))));
        QVERIFY(collector.has(QByteArray::fromHex(QByteArray::fromStdString(spanId))));
        QVERIFY(collector.has(QByteArray(16, '\xcc')));
        QVERIFY(collector.has("caf\xc3\xa9/\xef\xbf\xbd"));
        for (const char* text : {"http.route",
                                 "something",
                                 "a reason",
                                 "service.name",
                                 "orders",
                                 "service.version",
                                 "1.2.3",
                                 "service.instance.id",
                                 "deployment.environment.name"})
            QVERIFY2(collector.has(text), text);
        QCOMPARE(collector.key, "swordfish");
    }

    void a_shutdown_sends_what_is_waiting()
    {
        Collector collector;
        initTracing({"orders", "1", collector.server.url(""), "", "local"});
        for (int i = 0; i < 50; ++i)
            const Span span("span " + std::to_string(i), SpanKind::Internal, {});
        shutdownTracing();
        QVERIFY(collector.has("span 0"));
        QVERIFY(collector.has("span 49"));
    }

    void spans_that_nobody_takes_are_counted_and_hold_nobody_up()
    {
        initTracing({"orders", "1", "http://127.0.0.1:1", "", "local"});
        const auto before = droppedSpans();
        {
            const Span span("lost", SpanKind::Internal, {});
        }
        QTRY_COMPARE(droppedSpans(), before + 1);
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, TracingTest>(argc, argv);
}

#include "tracing_test.moc"
