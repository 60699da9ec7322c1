// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/http.h"
#include "platform/outbox/outbox.h"

#include "support/qt_test_main.h"

using namespace platform;

namespace {

OutboxRow sampleRow()
{
    return {.eventId = "01930000-0000-7000-8000-000000000001",
            .aggregateType = "thing",
            .aggregateId = "t-1",
            .aggregateSeq = 3,
            .eventType = "thing.changed.v1",
            .schemaVersion = 1,
            .payload = "{}",
            .headers = outboxHeaders({.correlationId = "c",
                                      .causationId = "",
                                      .idempotencyKey = "a \"key\"",
                                      .traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"})};
}

HttpRequest requestWith(const std::string& correlationId)
{
    HttpRequest request;
    request.requestId = "r-1";
    request.trace = {"0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"};
    if (!correlationId.empty())
        request.headers.emplace_back("X-Correlation-Id", correlationId);
    return request;
}

} // namespace

class OutboxEnvelopeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_row_becomes_a_cloud_event()
    {
        const Message message = envelopeOf(sampleRow(), "things", 1700000000);
        QCOMPARE(message.id, std::string("01930000-0000-7000-8000-000000000001"));
        QCOMPARE(message.type, std::string("thing.changed.v1"));
        QCOMPARE(message.timestamp, std::int64_t(1700000000));
        QCOMPARE(message.body, std::string("{}"));
        const std::pair<const char*, const char*> expected[] = {
            {"source", "things"},
            {"subject", "t-1"},
            {"aggregate_seq", "3"},
            {"schema_version", "1"},
            {"correlation_id", "c"},
            {"idempotency_key", "a \"key\""},
            {"traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}};
        for (const auto& [name, value] : expected)
            QCOMPARE(QByteArray::fromStdString(std::string(message.header(name))), QByteArray(value));
    }

    void an_empty_cause_leaves_no_header()
    {
        const Message message = envelopeOf(sampleRow(), "things", 0);
        for (const auto& header : message.headers)
            QVERIFY(header.first != "causation_id");
    }

    void a_row_with_unreadable_headers_is_still_sent()
    {
        OutboxRow row = sampleRow();
        row.headers = "[1]";
        QCOMPARE(envelopeOf(row, "things", 0).id, row.eventId);
    }

    void the_correlation_id_is_the_callers_when_it_is_valid_else_the_trace()
    {
        QCOMPARE(causeOf(requestWith("order-7"), "").correlationId, std::string("order-7"));
        const std::string trace = "0af7651916cd43dd8448eb211c80319c";
        QCOMPARE(causeOf(requestWith(""), "").correlationId, trace);
        QCOMPARE(causeOf(requestWith("with space"), "").correlationId, trace);
        QCOMPARE(causeOf(requestWith(std::string(129, 'x')), "").correlationId, trace);
    }
};

QTEST_APPLESS_MAIN(OutboxEnvelopeTest)
#include "outbox_envelope_test.moc"
