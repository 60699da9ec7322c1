// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/metric_file.h"
#include "backend/telemetry/metric_writer.h"
#include "backend/telemetry/otlp_json.h"
#include "backend/telemetry/otlp_metrics.h"
#include "core/base/format.h"
#include "core/store/metric_math.h"
#include "core/store/metric_reader.h"
#include "core/store/metric_schema.h"
#include "support/qt_test_main.h"

#include <QDir>
#include <QTemporaryDir>

using namespace signalbox;

namespace {

constexpr qint64 second = 1'000'000'000;
constexpr qint64 start = 1'770'000'000; // begins a block

MetricPoint number(const QString& name, MetricKind kind, qint64 atSecond, double value)
{
    MetricSeries series;
    series.service = QStringLiteral("shop");
    series.name = name;
    series.kind = kind;
    series.labels = {{QStringLiteral("queue"), QStringLiteral("in")}};
    MetricPoint point;
    point.series = std::make_shared<const MetricSeries>(series);
    point.timeNs = atSecond * second;
    point.value.number = value;
    return point;
}

} // namespace

class MetricStoreTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    Masker m_masker{{QStringLiteral("hush-hush")}};

    std::unique_ptr<MetricFile> open(qint64 budget = 100'000'000)
    {
        auto file = MetricFile::open(m_dir->path(), budget, m_masker);
        return file ? std::move(*file) : nullptr;
    }
    MetricPage history(const QString& filter, qint64 from, qint64 to)
    {
        MetricReader reader(m_dir->path());
        MetricQuery query;
        query.filter = parseMetricFilter(filter);
        query.range = {from * second, to * second};
        return reader.history(query).value_or(MetricPage());
    }

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_dir = std::make_unique<QTemporaryDir>();
    }

    void what_was_written_is_read_before_and_after_its_block_is_closed()
    {
        const auto file = open();
        QVERIFY(file);
        for (int i = 0; i < 300; i += 5)
            QVERIFY(file->write({number(QStringLiteral("sent"), MetricKind::Counter, start + i, i)}, {}, start + i));
        const MetricPage page = history(QStringLiteral("service:shop sent queue=in"), start, start + 300);
        QCOMPARE(page.total, 1);
        const auto& values = page.series.first().values;
        QCOMPARE(values.size(), 60);
        for (qsizetype i = 0; i < values.size(); ++i) {
            QCOMPARE(values.at(i).second, start + i * 5);
            QCOMPARE(values.at(i).value.number, double(i * 5));
        }
        QCOMPARE(history(QStringLiteral("nothing"), start, start + 300).total, 0);
        MetricReader reader(m_dir->path());
        const auto status = reader.status();
        QCOMPARE(status->points, 60);
        QCOMPARE(status->series, 1);
        QVERIFY(status->keptSinceNs > 0 && status->keptSinceNs <= start * second);
        QCOMPARE(reader.list({})->series.first().values.first().value.number, 295.0); // the newest
    }

    void a_long_range_is_read_in_steps_of_ten_seconds()
    {
        const auto file = open();
        for (int i = 0; i < 600; ++i)
            QVERIFY(file->write({number(QStringLiteral("depth"), MetricKind::Gauge, start + i, i)}, {}, start + i));
        const auto values = history(QStringLiteral("depth"), start - 7200, start + 479).series.first().values;
        QCOMPARE(values.size(), 48);
        QCOMPARE(values.first().value.number, 9.0); // the last of its ten seconds
    }

    void what_stays_is_written_once_and_where_it_ends()
    {
        const auto file = open();
        for (int i = 0; i < 50; i += 5)
            QVERIFY(file->write(
                {number(QStringLiteral("sent"), MetricKind::Counter, start + i, i < 45 ? 7 : 107)}, {}, start + i));
        const MetricPage page = history(QStringLiteral("sent"), start, start + 60);
        QCOMPARE(page.series.first().values.size(), 3);
        const auto gains = metricGains(page.series.first(), {start, 10, 5});
        QCOMPARE(gains.at(3)->number, 0.0);
        QCOMPARE(gains.at(4)->number, 100.0); // not spread over the quiet time
    }

    void deltas_are_added_up()
    {
        const auto file = open();
        for (int i = 0; i < 4; ++i) {
            MetricPoint point = number(QStringLiteral("sent"), MetricKind::Counter, start + i, 2);
            point.delta = true;
            QVERIFY(file->write({point}, {}, start + i));
        }
        QCOMPARE(history(QStringLiteral("sent"), start, start + 9).series.first().values.last().value.number, 8.0);
    }

    void native_types_and_exemplars_come_back_as_they_were()
    {
        const qint64 now = nowNanoseconds();
        const QByteArray time = QByteArray::number(now);
        const QByteArray json =
            "{\"resourceMetrics\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":"
            "\"shop\"}}]},\"scopeMetrics\":[{\"metrics\":["
            "{\"name\":\"exp\",\"unit\":\"s\",\"exponentialHistogram\":{\"aggregationTemporality\":2,\"dataPoints\":[{"
            "\"timeUnixNano\":\"" +
            time +
            "\",\"count\":\"7\",\"sum\":9.5,\"scale\":3,\"zeroCount\":\"1\",\"positive\":{"
            "\"offset\":-2,\"bucketCounts\":[\"1\",\"2\",\"3\"]},\"exemplars\":[{\"timeUnixNano\":\"" +
            time +
            "\",\"asDouble\":1.5,\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\"}]}]}}"
            ","
            "{\"name\":\"sum\",\"sum\":{\"isMonotonic\":true,\"aggregationTemporality\":2,\"dataPoints\":[{"
            "\"timeUnixNano\":"
            "\"" +
            time + "\",\"asInt\":\"41\"},{\"timeUnixNano\":\"1\",\"asInt\":\"1\"},{\"timeUnixNano\":\"" + time +
            "\",\"flags\":1}]}},"
            "{\"name\":\"his\",\"histogram\":{\"aggregationTemporality\":2,\"dataPoints\":[{\"timeUnixNano\":\"" +
            time +
            "\",\"count\":\"3\",\"sum\":2,\"explicitBounds\":[1,2],\"bucketCounts\":[\"1\",\"1\",\"1\"]}]}}]}]}]}";
        const auto body = otlpJsonToProtobuf(OtlpSignal::Metrics, json);
        QVERIFY2(body, body ? "" : qPrintable(body.error().message));
        const auto decoded = decodeMetrics(*body, now);
        QCOMPARE(decoded->points.size(), 3);
        QCOMPARE(decoded->rejected, 2); // of 1970, and one without a value
        const auto file = open();
        QVERIFY(file->write(decoded->points, {}, now / second));
        const auto series = history({}, now / second - 5, now / second + 5).series;
        QCOMPARE(series.size(), 3);
        QCOMPARE(series.at(0).series.kind, MetricKind::ExponentialHistogram);
        QCOMPARE(series.at(0).values.first().value, decoded->points.at(0).value);
        QCOMPARE(series.at(0).values.first().value.offset, -2);
        QCOMPARE(series.at(0).exemplars.size(), 1);
        QCOMPARE(series.at(0).exemplars.first().spanId, QStringLiteral("eee19b7ec3c1b174"));
        QCOMPARE(series.at(1).series.bounds, (QList<double>{1, 2}));
        QCOMPARE(series.at(2).series.kind, MetricKind::Counter);
    }

    void too_many_series_are_dropped_and_counted()
    {
        const auto file = open();
        QList<MetricPoint> points;
        for (int i = 0; i < MetricSeriesTable::mostOfService + 100; ++i)
            points.append(number(QStringLiteral("n%1").arg(i), MetricKind::Gauge, start, 1));
        QVERIFY(file->write(points, {}, start));
        const auto status = MetricReader(m_dir->path()).status();
        QCOMPARE(status->series, MetricSeriesTable::mostOfService);
        QCOMPARE(status->points, MetricSeriesTable::mostOfService);
        QCOMPARE(status->losses,
                 (QList<StoreLoss>{{QStringLiteral("points"), QStringLiteral("shop"), QStringLiteral("series"), 100}}));
    }

    void the_budget_is_kept_by_giving_up_the_oldest()
    {
        constexpr qint64 budget = 1'000'000;
        const auto file = open(budget);
        for (int block = 0; block < 60; ++block) {
            for (int i = 0; i < 120; i += 10) {
                QList<MetricPoint> points;
                for (int n = 0; n < 100; ++n)
                    points.append(
                        number(QStringLiteral("n%1").arg(n), MetricKind::Gauge, start + block * 120 + i, block + i));
                QVERIFY(file->write(points, {}, start + block * 120 + i));
            }
        }
        const auto status = MetricReader(m_dir->path()).status();
        QVERIFY2(QFileInfo(m_dir->filePath(QStringLiteral("metrics.db"))).size() < budget * 105 / 100,
                 qPrintable(QString::number(QFileInfo(m_dir->filePath(QStringLiteral("metrics.db"))).size())));
        QVERIFY(status->keptSinceNs > start * second);
        QVERIFY(!history(QStringLiteral("n7"), start + 59 * 120, start + 60 * 120).series.first().values.isEmpty());
    }

    void secrets_in_labels_are_masked()
    {
        const auto file = open();
        MetricPoint point = number(QStringLiteral("x"), MetricKind::Gauge, start, 1);
        MetricSeries series = *point.series;
        series.labels = {{QStringLiteral("dsn"), QStringLiteral("pw hush-hush")},
                         {QStringLiteral("password"), QStringLiteral("other")}};
        point.series = std::make_shared<const MetricSeries>(series);
        QVERIFY(file->write({point}, {}, start));
        const auto labels = history({}, start, start + 1).series.first().series.labelText();
        QCOMPARE(labels, QStringLiteral("dsn=pw ***, password=***"));
    }

    void the_writer_reads_scrapes_and_counts_what_it_cannot_read()
    {
        auto writer = MetricWriter::open(m_dir->path(), {});
        QVERIFY(writer);
        const qint64 now = nowNanoseconds();
        (*writer)->add(Scrape{QStringLiteral("shop"), now, "# TYPE a counter\na_total 3\nbroken{\n"});
        writer->reset(); // writes what is queued
        MetricReader reader(m_dir->path());
        QCOMPARE(reader.list({})->series.first().values.first().value.number, 3.0);
        QCOMPARE(reader.status()->losses.first().reason, QStringLiteral("text"));
        QCOMPARE(reader.status()->losses.first().count, 1);
    }

    void an_unreadable_file_is_moved_aside()
    {
        QFile broken(m_dir->filePath(QStringLiteral("metrics.db")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(QByteArray(10'000, 'x'));
        broken.close();
        auto writer = MetricWriter::open(m_dir->path(), {});
        (*writer)->add({number(QStringLiteral("x"), MetricKind::Gauge, nowNanoseconds() / second, 1)});
        writer->reset();
        QCOMPARE(MetricReader(m_dir->path()).status()->points, 1);
        QCOMPARE(QDir(m_dir->path()).entryList({QStringLiteral("metrics.db.unreadable-*")}).size(), 1);
    }

    void no_file_is_an_empty_answer()
    {
        MetricReader reader(m_dir->path());
        QCOMPARE(reader.list({})->total, 0);
        QCOMPARE(reader.history({})->keptSinceNs, 0);
        QCOMPARE(reader.status()->points, 0);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, MetricStoreTest>(argc, argv);
}
#include "metric_store_test.moc"
