// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/exposition_parser.h"
#include "support/qt_test_main.h"

#include <QRandomGenerator>

using namespace signalbox;

namespace {

constexpr qint64 nowNs = 1'770'000'000'000'000'000;

Exposition parsed(const QByteArray& text)
{
    ExpositionParser parser(QStringLiteral("shop"));
    return parser.parse({text.constData(), static_cast<size_t>(text.size())}, nowNs);
}

const QByteArray histogram =
    "# HELP http_seconds Time of requests.\n"
    "# TYPE http_seconds histogram\n"
    "http_seconds_bucket{code=\"200\",le=\"0.1\"} 3\n"
    "http_seconds_bucket{code=\"200\",le=\"1\"} 5 # {trace_id=\"5b8efff798038103d269b633813fc60c\"} "
    "0.67 1769999999.5\n"
    "http_seconds_bucket{code=\"200\",le=\"+Inf\"} 6\n"
    "http_seconds_sum{code=\"200\"} 4.5\n"
    "http_seconds_count{code=\"200\"} 6\n";

} // namespace

class ExpositionParserTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::failOnAnyWarning(); }

    void counters_and_gauges_keep_their_names_labels_and_types()
    {
        const Exposition read = parsed("# TYPE sent_total counter\n"
                                       "sent_total{to=\"a \\\"b\\\"\\n\",by=\"x\"} 12 1520879607789\n"
                                       "# TYPE depth gauge\r\ndepth -1.5e3\r\n"
                                       "untyped{} +Inf\n# EOF\n");
        QCOMPARE(read.badLines, 0);
        QCOMPARE(read.points.size(), 3);
        const MetricSeries& sent = *read.points.at(0).series;
        QCOMPARE(sent.name, QStringLiteral("sent_total"));
        QCOMPARE(sent.kind, MetricKind::Counter);
        QCOMPARE(sent.service, QStringLiteral("shop"));
        QCOMPARE(sent.labels.first().first, QStringLiteral("by")); // sorted
        QCOMPARE(sent.label(QStringLiteral("to")), QStringLiteral("a \"b\"\n"));
        QCOMPARE(read.points.at(0).value.number, 12.0);
        QCOMPARE(read.points.at(0).timeNs, nowNs); // not the text's
        QCOMPARE(read.points.at(1).value.number, -1500.0);
        QCOMPARE(read.points.at(1).series->kind, MetricKind::Gauge);
    }

    void openmetrics_names_families_without_their_suffix()
    {
        const Exposition read =
            parsed("# TYPE sent counter\n# UNIT sent bytes\nsent_total 4\nsent_created 1.5e9\n# EOF\n");
        QCOMPARE(read.points.size(), 1);
        QCOMPARE(read.points.first().series->kind, MetricKind::Counter);
        QCOMPARE(read.points.first().series->name, QStringLiteral("sent_total"));
        QCOMPARE(read.points.first().series->unit, QStringLiteral("bytes"));
    }

    void the_lines_of_a_histogram_are_one_value_with_its_exemplar()
    {
        const Exposition read = parsed(histogram);
        QCOMPARE(read.badLines, 0);
        QCOMPARE(read.points.size(), 1);
        const MetricPoint& point = read.points.first();
        QCOMPARE(point.series->kind, MetricKind::Histogram);
        QCOMPARE(point.series->name, QStringLiteral("http_seconds"));
        QCOMPARE(point.series->description, QStringLiteral("Time of requests."));
        QCOMPARE(point.series->bounds, (QList<double>{0.1, 1}));
        QCOMPARE(point.series->labels.size(), 1);
        QCOMPARE(point.value.buckets, (QList<quint64>{3, 2, 1}));
        QCOMPARE(point.value.count, 6U);
        QCOMPARE(point.value.number, 4.5);
        QCOMPARE(point.exemplars.size(), 1);
        QCOMPARE(point.exemplars.first().traceId, QStringLiteral("5b8efff798038103d269b633813fc60c"));
        QCOMPARE(point.exemplars.first().value, 0.67);
        QCOMPARE(point.exemplars.first().timeNs, 1'769'999'999'500'000'000);
    }

    void a_summary_keeps_its_quantiles()
    {
        const Exposition read = parsed("# TYPE lag summary\nlag{quantile=\"0.5\"} 0.2\nlag{quantile=\"0.99\"} NaN\n"
                                       "lag_sum 7\nlag_count 3\n");
        QCOMPARE(read.points.size(), 1);
        QCOMPARE(read.points.first().series->kind, MetricKind::Summary);
        QCOMPARE(read.points.first().series->bounds, (QList<double>{0.5, 0.99}));
        QCOMPARE(read.points.first().value.quantiles.first(), 0.2);
        QCOMPARE(read.points.first().value.count, 3U);
    }

    void a_second_scrape_shares_the_series_and_has_new_numbers()
    {
        ExpositionParser parser(QStringLiteral("shop"));
        const auto read = [&parser](const QByteArray& text) {
            return parser.parse({text.constData(), static_cast<size_t>(text.size())}, nowNs);
        };
        const Exposition first = read(histogram);
        const Exposition second =
            read(QByteArray(histogram).replace("_count{code=\"200\"} 6", "_count{code=\"200\"} 9"));
        QCOMPARE(second.points.size(), 1);
        QCOMPARE(second.points.first().series, first.points.first().series);
        QCOMPARE(second.points.first().value.count, 9U);
        QVERIFY(read("# EOF\n").points.isEmpty()); // what is not there any more is not repeated
    }

    void a_counter_that_is_new_was_zero_in_the_scrape_before()
    {
        ExpositionParser parser(QStringLiteral("shop"));
        QCOMPARE(parser.parse("# TYPE a counter\na_total 7\n# TYPE g gauge\n", nowNs).points.size(), 1);
        const Exposition read = parser.parse("a_total 8\na_total{x=\"1\"} 3\ng 4\n", nowNs + 5'000'000'000);
        QCOMPARE(read.points.size(), 4);
        QCOMPARE(read.points.at(1).series, read.points.at(2).series);
        QCOMPARE(read.points.at(1).timeNs, nowNs);
        QCOMPARE(read.points.at(1).value.number, 0.0);
        QCOMPARE(read.points.at(2).value.number, 3.0);
    }

    void bad_lines_are_counted_and_explained()
    {
        const Exposition read = parsed("good 1\nno_value\nbad{le=\"1\n{} 5\nx{a=b} 1\ny{a=\"1\"} one\n\nalso_good 2\n");
        QCOMPARE(read.points.size(), 2);
        QCOMPARE(read.badLines, 5);
        QCOMPARE(read.problems.size(), 3); // enough to find it
        QVERIFY2(read.problems.first().startsWith(QStringLiteral("Line 2: ")), qPrintable(read.problems.first()));
    }

    void any_bytes_are_read_without_a_crash()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 5000; ++i) {
            QByteArray bad = histogram.left(random.bounded(static_cast<int>(histogram.size())) + 1);
            for (int flips = random.bounded(12); flips > 0; --flips)
                bad[random.bounded(static_cast<int>(bad.size()))] = static_cast<char>(random.bounded(256));
            (void)parsed(bad);
        }
        QCOMPARE(parsed(QByteArray(1'000'000, 'x')).badLines, 1);
        QCOMPARE(parsed("x{" + QByteArray("a=\"1\",").repeated(1000) + "} 1\n").badLines, 1);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, ExpositionParserTest>(argc, argv);
}
#include "exposition_parser_test.moc"
