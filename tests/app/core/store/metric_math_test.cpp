// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/metric_red.h"
#include "support/qt_test_main.h"

#include <cmath>

using namespace signalbox;

namespace {

MetricHistory counter(const QList<std::pair<qint64, double>>& values)
{
    MetricHistory history;
    history.series.kind = MetricKind::Counter;
    for (const auto& [second, number] : values) {
        MetricValue value;
        value.number = number;
        history.values.append({second, value});
    }
    return history;
}

// Requests that all took between 0.1 and 1 s, `perSecond` of them.
MetricHistory requests(const QString& route, const QString& status, quint64 perSecond)
{
    MetricHistory history;
    history.series.service = QStringLiteral("shop");
    history.series.name = serverDurationNames().first();
    history.series.kind = MetricKind::Histogram;
    history.series.bounds = {0.1, 1};
    history.series.labels = {{QStringLiteral("http_request_method"), QStringLiteral("GET")},
                             {QStringLiteral("http_response_status_code"), status},
                             {QStringLiteral("http_route"), route}};
    for (qint64 second = 0; second <= 60; second += 5) {
        MetricValue value;
        value.count = perSecond * static_cast<quint64>(second);
        value.buckets = {0, value.count, 0};
        history.values.append({second, value});
    }
    return history;
}

} // namespace

class MetricMathTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::failOnAnyWarning(); }

    void a_gain_is_what_came_in_an_interval()
    {
        const auto gains = metricGains(counter({{0, 0}, {10, 10}, {15, 10}, {30, 25}}), {0, 10, 4});
        QCOMPARE(gains.at(0)->number, 10.0);
        QCOMPARE(gains.at(1)->number, 5.0); // the quiet five seconds, and a third of what came evenly after
        QCOMPARE(gains.at(2)->number, 10.0);
        QVERIFY(!gains.at(3));
    }

    void a_counter_that_fell_began_anew()
    {
        const auto gains = metricGains(counter({{0, 1000}, {10, 4}}), {0, 10, 1});
        QCOMPARE(gains.at(0)->number, 4.0);
    }

    void a_silence_is_a_gap()
    {
        const MetricHistory history = counter({{0, 1}, {300, 500}});
        QVERIFY(!metricGains(history, {0, 100, 3}).at(1));
        QVERIFY(std::isnan(metricLevels(history, {0, 100, 3}).at(1)));
        QCOMPARE(metricLevels(history, {0, 60, 1}).at(0), 1.0); // unchanged for less than a minute
    }

    void quantiles_lie_within_their_bucket()
    {
        MetricGain gain;
        gain.buckets = {{0.1, 50}, {0.2, 40}, {HUGE_VAL, 10}};
        QCOMPARE(gain.quantile(0.5), 0.1);
        QCOMPARE(gain.quantile(0.7), 0.15);
        QCOMPARE(gain.quantile(0.99), 0.2); // all that is known of what is above the last bound
        QVERIFY(std::isnan(MetricGain().quantile(0.5)));
    }

    void exponential_buckets_have_their_bounds()
    {
        MetricSeries series;
        series.kind = MetricKind::ExponentialHistogram;
        MetricValue value;
        value.scale = 0;
        value.offset = 1;
        value.buckets = {3, 4};
        value.zeros = 2;
        const QMap<double, double> wanted{{0, 2}, {4, 3}, {8, 4}};
        QCOMPARE(metricBuckets(series, value), wanted);
    }

    void red_is_by_service_and_route()
    {
        const QList<MetricHistory> histories{requests(QStringLiteral("/a"), QStringLiteral("200"), 8),
                                             requests(QStringLiteral("/a"), QStringLiteral("503"), 2),
                                             requests(QStringLiteral("/b"), QStringLiteral("404"), 30)};
        const QList<RedRow> rows = redRows(histories, {0, 10, 6});
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows.at(0).route, QString());
        QCOMPARE(rows.at(0).meanRate, 40.0);
        QCOMPARE(rows.at(0).meanErrorShare, 0.05); // a 404 is the caller's
        QCOMPARE(rows.at(1).route, QStringLiteral("GET /b"));
        QCOMPARE(rows.at(2).route, QStringLiteral("GET /a"));
        QCOMPARE(rows.at(2).rate.at(3), 10.0);
        QCOMPARE(rows.at(2).errorShare.at(3), 0.2);
        QCOMPARE(rows.at(2).p50.at(3), 0.55);
    }

    void a_filter_is_words_services_and_labels()
    {
        const MetricFilter filter = parseMetricFilter(QStringLiteral("service:shop  queue=in depth"));
        QCOMPARE(filter.services, QStringList{QStringLiteral("shop")});
        QCOMPARE(filter.words, QStringList{QStringLiteral("depth")});
        QCOMPARE(filter.labels.first().second, QStringLiteral("in"));
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, MetricMathTest>(argc, argv);
}
#include "metric_math_test.moc"
