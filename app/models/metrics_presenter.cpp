// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics_presenter.h"

#include "core/base/format.h"
#include "core/base/when_done.h"
#include "models/service_colors.h"

#include <algorithm>
#include <cmath>

namespace signalbox {
namespace {

constexpr int metricRefreshMs = 5000;
constexpr qint64 nsInSecond = 1'000'000'000;
constexpr qint64 settleSeconds = 6; // until the newest scrape of everybody is there
constexpr int chartSteps = 90;
constexpr int mostListed = 2000;

QString redId(const RedRow& row)
{
    return row.service + QChar(0x1f) + row.route;
}

QString seriesId(qint64 id)
{
    return QLatin1Char('#') + QString::number(id);
}

bool fitsFilter(const RedRow& row, const MetricFilter& filter)
{
    const QString text = row.service + QLatin1Char(' ') + row.route;
    return (filter.services.isEmpty() || filter.services.contains(row.service)) &&
           std::all_of(filter.words.begin(), filter.words.end(), [&text](const QString& word) {
               return text.contains(word, Qt::CaseInsensitive);
           });
}

MetricListRow listRow(const RedRow& row)
{
    return {redId(row),
            row.service,
            row.route,
            {formatMetric(row.meanRate, MetricUnit::PerSecond),
             formatMetric(row.meanErrorShare, MetricUnit::Share),
             formatMetric(row.overallP95, MetricUnit::Seconds)},
            row.meanErrorShare > 0 ? StatusTone::Fail : StatusTone::None};
}

QString newestText(const MetricHistory& history)
{
    if (history.values.isEmpty())
        return QStringLiteral("–");
    const MetricValue& value = history.values.last().value;
    return isDistribution(history.series.kind)
               ? formatCount(static_cast<qint64>(value.count))
               : formatMetric(value.number, seriesCharts({0, history.series, {}, {}}, {}).first().unit);
}

MetricListRow listRow(const MetricHistory& history)
{
    const QString labels = history.series.labelText();
    return {seriesId(history.id),
            history.series.service,
            labels.isEmpty() ? history.series.name : history.series.name + QStringLiteral("  ") + labels,
            {metricKindName(history.series.kind), newestText(history)},
            StatusTone::None};
}

} // namespace

MetricsPresenter::MetricsPresenter(StoreClient& store, StackSession& session, QObject* parent)
    : QObject(parent)
    , m_store(store)
{
    m_model.setColorOf([&session](const QString& service) { return serviceColor(session, service); });
    m_inspection.hint = tr("Select a route or a series to see what is known of it.");
    m_clock.setInterval(metricRefreshMs);
    connect(&m_clock, &QTimer::timeout, this, &MetricsPresenter::refresh);
}

void MetricsPresenter::setActive(bool active)
{
    if (!active) {
        m_clock.stop();
        return;
    }
    m_clock.start();
    refresh();
}

void MetricsPresenter::setMode(MetricsState::Mode mode)
{
    const MetricsState before = m_state;
    if (mode == m_state.mode)
        return;
    m_state.mode = mode;
    m_state.selected.clear();
    setCharts({}, {});
    publish(before);
    refresh();
}

void MetricsPresenter::setFilter(const QString& text)
{
    const MetricsState before = m_state;
    m_state.filter = text;
    publish(before);
    refresh();
}

void MetricsPresenter::setMinutes(int minutes)
{
    const MetricsState before = m_state;
    m_state.minutes = minutes;
    publish(before);
    refresh();
}

void MetricsPresenter::select(const QString& id)
{
    const MetricsState before = m_state;
    if (id.isEmpty() || id == m_state.selected)
        return;
    m_state.selected = id;
    publish(before);
    if (m_state.mode == MetricsState::Mode::Requests)
        takeRequests(m_red);
    else
        askHistory();
}

MetricGrid MetricsPresenter::grid() const
{
    const qint64 step = m_state.minutes * 60 / chartSteps;
    const qint64 end = (nowNanoseconds() / nsInSecond - settleSeconds) / 10 * 10;
    return {end - step * chartSteps, step, chartSteps};
}

void MetricsPresenter::refresh()
{
    const int request = ++m_request;
    if (m_state.mode == MetricsState::Mode::Requests) {
        whenDone(m_store.red(grid()), this, [this, request](const Result<RedPage>& page) {
            if (request == m_request)
                takeRequests(page);
        });
        return;
    }
    MetricQuery query;
    query.filter = parseMetricFilter(m_state.filter);
    query.limit = mostListed;
    whenDone(m_store.metricList(query), this, [this, request](const Result<MetricPage>& page) {
        if (request == m_request)
            takeSeries(page);
    });
}

void MetricsPresenter::takeRequests(const Result<RedPage>& page)
{
    const MetricsState before = m_state;
    m_state.problem = page ? QString() : page.error().message;
    if (page) {
        m_red = *page;
        const MetricFilter filter = parseMetricFilter(m_state.filter);
        QList<MetricListRow> rows;
        const RedRow* selected = nullptr;
        for (const RedRow& row : std::as_const(m_red.rows)) {
            if (!fitsFilter(row, filter))
                continue;
            rows.append(listRow(row));
            if (!selected || rows.last().id == m_state.selected)
                selected = &row;
        }
        setRows({tr("Requests"), tr("Errors"), tr("p95")}, rows);
        explainNothing(m_red.keptSinceNs);
        if (selected)
            showRow(*selected);
        else
            setCharts({}, {});
    }
    publish(before);
}

void MetricsPresenter::showRow(const RedRow& row)
{
    m_state.selected = redId(row);
    m_state.heading = row.route.isEmpty() ? row.service : row.service + QStringLiteral(" · ") + row.route;
    m_state.detail = tr("Requests to the service, as it measured them itself");
    m_inspection = {};
    m_inspection.title = m_state.heading;
    m_inspection.service = row.service;
    Inspection::Section section;
    section.title = tr("In %n minute(s)", nullptr, m_state.minutes);
    section.rows = {{tr("Service"), row.service, {Link::Kind::Service, row.service}},
                    {tr("Requests"), formatMetric(row.meanRate, MetricUnit::PerSecond), {}},
                    {tr("Errors"), formatMetric(row.meanErrorShare, MetricUnit::Share), {}},
                    {tr("p95"), formatMetric(row.overallP95, MetricUnit::Seconds), {}},
                    {tr("Traces"), tr("of this service"), {Link::Kind::TracesOfService, row.service}}};
    m_inspection.sections = {section};
    setCharts(redCharts(row, m_red.grid), {});
}

void MetricsPresenter::takeSeries(const Result<MetricPage>& page)
{
    const MetricsState before = m_state;
    m_state.problem = page ? QString() : page.error().message;
    if (page) {
        QList<MetricListRow> rows;
        bool isThere = false;
        for (const MetricHistory& history : page->series) {
            rows.append(listRow(history));
            isThere = isThere || rows.last().id == m_state.selected;
        }
        setRows({tr("Type"), tr("Newest")}, rows);
        explainNothing(page->keptSinceNs);
        if (page->total > rows.size())
            m_state.counted =
                tr("%1 of %2 series; a filter shows others").arg(formatCount(rows.size()), formatCount(page->total));
        if (!isThere)
            m_state.selected = rows.isEmpty() ? QString() : rows.first().id;
    }
    publish(before);
    askHistory();
}

void MetricsPresenter::askHistory()
{
    if (m_state.selected.isEmpty()) {
        setCharts({}, {});
        return;
    }
    const int request = ++m_request;
    const MetricGrid wanted = grid();
    MetricQuery query;
    query.filter.ids = {m_state.selected.mid(1).toLongLong()};
    query.range = {(wanted.fromSecond - 60) * nsInSecond, wanted.end(wanted.steps - 1) * nsInSecond};
    whenDone(m_store.metricHistory(query), this, [this, request, wanted](const Result<MetricPage>& page) {
        if (request == m_request && page && !page->series.isEmpty())
            takeHistory(page->series.first(), wanted);
    });
}

void MetricsPresenter::takeHistory(const MetricHistory& history, const MetricGrid& wanted)
{
    const MetricsState before = m_state;
    const MetricSeries& series = history.series;
    m_state.heading = series.service + QStringLiteral(" · ") + series.name;
    QStringList parts{series.description, series.unit, metricKindName(series.kind)};
    parts.removeAll(QString());
    m_state.detail = visibleText(parts.join(QStringLiteral(" · ")), 300);
    m_inspection = {};
    m_inspection.title = series.name;
    m_inspection.service = series.service;
    Inspection::Section what;
    what.title = tr("Series");
    what.paragraph = visibleText(series.description, 400);
    what.rows = {{tr("Service"), series.service, {Link::Kind::Service, series.service}},
                 {tr("Type"), metricKindName(series.kind), {}}};
    if (!series.unit.isEmpty())
        what.rows.append({tr("Unit"), visibleText(series.unit), {}});
    for (const auto& [key, value] : series.labels)
        what.rows.append({visibleText(key), visibleText(value), {}});
    m_inspection.sections.append(what);
    Inspection::Section traces;
    traces.title = tr("Measured in these traces");
    for (qsizetype i = history.exemplars.size() - 1; i >= 0 && traces.rows.size() < 10; --i) {
        const MetricExemplar& exemplar = history.exemplars.at(i);
        traces.rows.append({formatClock(exemplar.timeNs),
                            formatMetric(exemplar.value, seriesCharts({0, series, {}, {}}, {}).last().unit),
                            {Link::Kind::Trace, exemplar.traceId}});
    }
    if (!traces.rows.isEmpty())
        m_inspection.sections.append(traces);
    setCharts(seriesCharts(history, wanted), history.exemplars);
    publish(before);
}

void MetricsPresenter::setRows(const QStringList& heads, const QList<MetricListRow>& rows)
{
    m_model.setRows(heads, rows);
    m_state.counted = m_state.mode == MetricsState::Mode::Requests ? tr("%n route(s)", nullptr, int(rows.size()))
                                                                   : tr("%n series", nullptr, int(rows.size()));
}

// Why there is nothing: none ever came, none of this kind did, or the filter fits none.
void MetricsPresenter::explainNothing(qint64 keptSinceNs)
{
    m_state.emptyWhat.clear();
    m_state.emptyWhy.clear();
    if (m_model.rowCount() > 0)
        return;
    const bool anyRequests = m_state.mode == MetricsState::Mode::Requests && !m_red.rows.isEmpty();
    if (keptSinceNs == 0) {
        m_state.emptyWhat = tr("No metrics have come in yet");
        m_state.emptyWhy = tr("They are read from the metrics address of each service that is up, every five seconds, "
                              "and from programs that send them by OTLP. Start the stack to see some.");
    } else if (!m_state.filter.isEmpty() && (anyRequests || m_state.mode == MetricsState::Mode::Series)) {
        m_state.emptyWhat = tr("Nothing fits the filter");
        m_state.emptyWhy = tr("There are metrics, but none with “%1”.").arg(m_state.filter);
    } else {
        m_state.emptyWhat = tr("No requests were measured");
        m_state.emptyWhy = tr("Metrics came in, but none is the duration of HTTP requests of a server "
                              "(http.server.request.duration or what Prometheus' libraries call it). "
                              "“All series” shows what is there.");
    }
}

void MetricsPresenter::setCharts(QList<MetricChart> charts, const QList<MetricExemplar>& exemplars)
{
    m_charts = std::move(charts);
    m_exemplars = exemplars;
    emit chartsChanged();
    emit inspected(m_inspection);
}

void MetricsPresenter::publish(const MetricsState& before)
{
    if (m_state != before)
        emit stateChanged(m_state);
}

} // namespace signalbox
