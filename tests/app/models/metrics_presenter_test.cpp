// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/metric_file.h"
#include "core/base/format.h"
#include "models/item_roles.h"
#include "models/metrics_presenter.h"
#include "support/qt_test_main.h"
#include "support/recorded_stack.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QTemporaryDir>

#include <cmath>

using namespace signalbox;

namespace {

constexpr qint64 nsPerSecond = 1'000'000'000;

// Ten minutes of requests until now, one a second, each of them slower than 0.1 s; and a gauge.
void fill(const QString& stateDir)
{
    const Masker masker({});
    auto file = MetricFile::open(stateDir, 10'000'000, masker);
    QVERIFY(file);
    MetricSeries requests;
    requests.service = QStringLiteral("shop");
    requests.name = QStringLiteral("http_server_request_duration_seconds");
    requests.kind = MetricKind::Histogram;
    requests.bounds = {0.1, 1};
    requests.labels = {{QStringLiteral("method"), QStringLiteral("GET")},
                       {QStringLiteral("route"), QStringLiteral("/cart")}};
    MetricSeries depth;
    depth.service = QStringLiteral("queue");
    depth.name = QStringLiteral("depth");
    const auto ofRequests = std::make_shared<const MetricSeries>(requests);
    const auto ofDepth = std::make_shared<const MetricSeries>(depth);
    const qint64 now = nowNanoseconds() / nsPerSecond;
    QList<MetricPoint> points;
    for (qint64 second = 0; second <= 600; second += 5) {
        MetricValue value;
        value.count = static_cast<quint64>(second);
        value.buckets = {0, value.count, 0};
        points.append({ofRequests, (now - 600 + second) * nsPerSecond, false, value, {}});
        MetricValue level;
        level.number = 7;
        points.append({ofDepth, (now - 600 + second) * nsPerSecond, false, level, {}});
    }
    QVERIFY((*file)->write(points, {}, now));
}

} // namespace

class MetricsPresenterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void requests_are_there_by_service_and_route()
    {
        test::RecordedStack stack;
        QTemporaryDir dir;
        fill(dir.path());
        StoreClient store(dir.path());
        MetricsPresenter presenter(store, stack.session());
        const QAbstractItemModelTester tester(&presenter.model());
        presenter.setActive(true);
        SOON_COMPARE(presenter.model().rowCount(), 2);
        const MetricListModel& model = presenter.model();
        QCOMPARE(model.index(0, MetricListModel::ServiceColumn).data().toString(), QStringLiteral("shop"));
        QCOMPARE(model.index(1, MetricListModel::NameColumn).data().toString(), QStringLiteral("GET /cart"));
        QCOMPARE(presenter.state().heading, QStringLiteral("shop"));
        QCOMPARE(presenter.charts().size(), 3);
        const auto& rate = presenter.charts().first().lines.first().values;
        QCOMPARE(rate.at(rate.size() - 6), 1.0);
        QVERIFY(std::abs(presenter.charts().last().lines.at(1).values.at(rate.size() - 6) - 0.955) < 1e-6); // p95
        presenter.setFilter(QStringLiteral("nothing like it"));
        SOON_COMPARE(presenter.model().rowCount(), 0);
        QVERIFY(presenter.state().emptyWhy.contains(QStringLiteral("nothing like it")));
        QVERIFY(presenter.charts().isEmpty());
    }

    void any_series_can_be_looked_at()
    {
        test::RecordedStack stack;
        QTemporaryDir dir;
        fill(dir.path());
        StoreClient store(dir.path());
        MetricsPresenter presenter(store, stack.session());
        presenter.setMode(MetricsState::Mode::Series);
        SOON_COMPARE(presenter.model().rowCount(), 2);
        SOON_COMPARE(presenter.charts().size(), 1); // the first is the gauge
        QCOMPARE(presenter.charts().first().lines.first().values.at(80), 7.0);
        presenter.select(presenter.model().index(1, 0).data(IdRole).toString());
        SOON_COMPARE(presenter.charts().size(), 2); // rate and quantiles
        QVERIFY(presenter.inspection().title.contains(QStringLiteral("http_server")));
        presenter.setFilter(QStringLiteral("service:queue"));
        SOON_COMPARE(presenter.model().rowCount(), 1);
        SOON_COMPARE(presenter.state().heading, QStringLiteral("queue · depth"));
    }

    void an_empty_store_says_where_metrics_come_from()
    {
        test::RecordedStack stack;
        MetricsPresenter presenter(stack.store(), stack.session());
        presenter.setActive(true);
        SOON_VERIFY(!presenter.state().emptyWhat.isEmpty());
        QVERIFY(presenter.state().emptyWhy.contains(QStringLiteral("OTLP")));
    }

    void numbers_are_short()
    {
        QCOMPARE(formatMetric(0.07891, MetricUnit::PerSecond), QStringLiteral("0.079/s"));
        QCOMPARE(formatMetric(12'345, MetricUnit::Number), QStringLiteral("12.3 k"));
        QCOMPARE(formatMetric(0.041, MetricUnit::Share), QStringLiteral("4.1 %"));
        QCOMPARE(formatMetric(0.0015, MetricUnit::Seconds), QStringLiteral("1.5 ms"));
        QCOMPARE(formatMetric(std::nan(""), MetricUnit::Number), QStringLiteral("–"));
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, MetricsPresenterTest>(argc, argv);
}
#include "metrics_presenter_test.moc"
