// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_json.h"
#include "backend/telemetry/otlp_logs.h"
#include "core/store/log_parser.h"
#include "support/qt_test_main.h"

using namespace signalbox;

namespace {

constexpr qint64 nowNs = 1'770'000'000'000'000'000;

QList<LogLine> decoded(const QByteArray& record)
{
    const QByteArray json = "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
                            "{\"stringValue\":\"shop\"}}]},\"scopeLogs\":[{\"logRecords\":[" +
                            record + "]}]}]}";
    const auto body = otlpJsonToProtobuf(OtlpSignal::Logs, json);
    return body ? decodeLogs(*body, nowNs).value_or(QList<LogLine>()) : QList<LogLine>();
}

LogLine parsed(const QByteArray& record)
{
    auto lines = decoded(record);
    if (lines.size() != 1)
        return {};
    parseLogMessage(lines.first());
    return lines.first();
}

} // namespace

class OtlpLogsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::failOnAnyWarning(); }

    void a_record_becomes_a_line_that_reads_like_the_others()
    {
        const LogLine line = parsed(R"({"timeUnixNano":"1769999999123000000","severityNumber":13,"severityText":"W",
            "body":{"stringValue":"slow \u0022disk\u0022\u000a"},"traceId":"5b8efff798038103d269b633813fc60c",
            "spanId":"eee19b7ec3c1b174","attributes":[{"key":"disk","value":{"stringValue":"sda"}},
            {"key":"ms","value":{"intValue":"812"}}]})");
        QCOMPARE(line.service, QStringLiteral("shop"));
        QCOMPARE(line.level, LogLevel::Warn);
        QCOMPARE(line.timeNs, 1'769'999'999'123'000'000);
        QCOMPARE(line.traceId, QStringLiteral("5b8efff798038103d269b633813fc60c"));
        QCOMPARE(line.spanId, QStringLiteral("eee19b7ec3c1b174"));
        QVERIFY(line.message.startsWith(QStringLiteral("slow \"disk\"")));
        const Attributes fields{{QStringLiteral("disk"), QStringLiteral("sda")},
                                {QStringLiteral("ms"), QStringLiteral("812")}};
        QCOMPARE(line.fields, fields);
        const LogLine columns = parseLogColumns(line.text, nowNs); // what the text says is what the columns say
        QCOMPARE(columns.level, line.level);
        QCOMPARE(columns.timeNs, line.timeNs);
        QCOMPARE(columns.traceId, line.traceId);
    }

    void severities_are_levels()
    {
        const std::pair<int, LogLevel> levels[] = {{1, LogLevel::Trace},
                                                   {4, LogLevel::Trace},
                                                   {5, LogLevel::Debug},
                                                   {9, LogLevel::Info},
                                                   {16, LogLevel::Warn},
                                                   {20, LogLevel::Error},
                                                   {24, LogLevel::Fatal},
                                                   {0, LogLevel::Unknown},
                                                   {99, LogLevel::Unknown}};
        for (const auto& [number, level] : levels)
            QCOMPARE(parsed("{\"severityNumber\":" + QByteArray::number(number) + "}").level, level);
        QCOMPARE(parsed(R"({"severityText":"ERROR"})").level, LogLevel::Error);
    }

    void a_time_that_cannot_be_right_is_that_of_arrival()
    {
        QCOMPARE(parsed(R"({"timeUnixNano":"0"})").timeNs, nowNs);
        QCOMPARE(parsed(R"({"timeUnixNano":"7258118400000000000"})").timeNs, nowNs); // in 2200
        QCOMPARE(parsed(R"({"timeUnixNano":"18446744073709551615"})").timeNs, nowNs);
        QCOMPARE(parsed(R"({"observedTimeUnixNano":"1769999999000000000"})").timeNs, 1'769'999'999'000'000'000);
    }

    void an_attribute_cannot_pose_as_the_line()
    {
        const LogLine line = parsed(R"({"severityNumber":9,"body":{"stringValue":"true"},"attributes":[
            {"key":"level","value":{"stringValue":"fatal"}},{"key":"msg","value":{"stringValue":"false"}}]})");
        QCOMPARE(line.message, QStringLiteral("true"));
        QCOMPARE(parseLogColumns(line.text, nowNs).level, LogLevel::Info);
        QCOMPARE(line.fields.first().first, QStringLiteral("attributes.level"));
    }

    void maps_are_json_and_long_texts_are_cut()
    {
        QCOMPARE(parsed(R"({"body":{"kvlistValue":{"values":[{"key":"a","value":{"boolValue":true}}]}}})").message,
                 QStringLiteral("{\"a\":true}"));
        const QByteArray value = "{\"key\":\"k\",\"value\":{\"stringValue\":\"" + QByteArray(30'000, 'x') + "\"}}";
        const LogLine line = parsed("{\"attributes\":[" + QByteArrayList(100, value).join(',') + "]}");
        QVERIFY(line.text.size() < 100'000);
        QVERIFY(line.text.endsWith("\"}"));
    }

    void what_is_no_message_is_refused_with_a_sentence()
    {
        const auto result = decodeLogs("\xff\xff\xff", nowNs);
        QVERIFY(!result);
        QVERIFY(result.error().message.contains(QStringLiteral("ExportLogsServiceRequest")));
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, OtlpLogsTest>(argc, argv);
}
#include "otlp_logs_test.moc"
