// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs_presenter.h"

#include "core/base/format.h"
#include "core/base/when_done.h"
#include "models/log_inspection.h"
#include "models/service_colors.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace signalbox {

namespace {

constexpr int histogramBuckets = 88;
constexpr int contextLines = 3;
constexpr auto followPace = std::chrono::milliseconds(60);
constexpr auto histogramPace = std::chrono::milliseconds(1000);

} // namespace

LogsPresenter::LogsPresenter(StoreClient& store, StackSession& session, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_session(session)
    , m_window(store)
{
    m_window.model().setColorOf([this](const QString& service) { return serviceColor(m_session, service); });
    m_advanceSoon.setSingleShot(true);
    m_advanceSoon.setInterval(followPace);
    connect(&m_advanceSoon, &QTimer::timeout, &m_window, &LogWindow::advance);
    m_histogramSoon.setSingleShot(true);
    m_histogramSoon.setInterval(histogramPace);
    connect(&m_histogramSoon, &QTimer::timeout, this, &LogsPresenter::askHistogram);
    connect(&m_session, &StackSession::storeAdvanced, this, [this] {
        if (m_active && !m_advanceSoon.isActive())
            m_advanceSoon.start();
        if (m_active && !m_histogramSoon.isActive())
            m_histogramSoon.start();
    });
    connect(&m_session, &StackSession::stackChanged, this, &LogsPresenter::publish);
    connect(&m_window, &LogWindow::changed, this, [this] {
        if (m_sampling)
            takeSample();
        publish();
    });
    connect(&m_window, &LogWindow::jumped, this, [this](qint64 id) {
        select(id);
        emit lineShown(id);
    });
    m_inspection.hint = tr("Select a line to see its fields and what happened around it.");
    publish();
}

void LogsPresenter::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (!m_active)
        return;
    m_window.advance();
    askHistogram();
}

void LogsPresenter::setFilter(const QString& text)
{
    m_filter = text;
    m_exported.clear();
    m_exportError.clear();
    const auto query = parseLogFilter(text);
    m_filterError = query ? std::nullopt : std::optional(query.error());
    if (query) {
        LogQuery asked = *query;
        asked.range = m_window.query().range;
        m_window.setQuery(asked);
        askHistogram();
    }
    publish();
}

void LogsPresenter::setMinLevel(LogLevel level)
{
    const QString term = level == LogLevel::Unknown ? QString() : QStringLiteral("level>=") + logLevelName(level);
    setFilter(withTerm(m_filter, QStringLiteral("level"), term));
}

void LogsPresenter::toggleService(const QString& service)
{
    setFilter(withServiceToggled(m_filter, service));
}

void LogsPresenter::setRange(const TimeRange& range)
{
    m_window.setRange(range);
}

void LogsPresenter::follow()
{
    m_window.follow();
}

void LogsPresenter::pause()
{
    m_window.pause();
}

void LogsPresenter::showOlder()
{
    m_window.showOlder();
}

void LogsPresenter::showNewer()
{
    m_window.showNewer();
}

void LogsPresenter::askHistogram()
{
    LogQuery query = m_window.query();
    query.range = {};
    const QString filter = m_filter;
    whenDone(m_store.histogram(query, histogramBuckets), this, [this, filter](const Result<LogHistogram>& result) {
        if (filter != m_filter || !result)
            return; // the lines themselves say what is wrong
        m_histogram = *result;
        m_total = std::accumulate(m_histogram.all.begin(), m_histogram.all.end(), qint64(0));
        emit histogramChanged();
        publish();
    });
}

void LogsPresenter::select(qint64 id)
{
    if (id == m_selected.id)
        return;
    const LogLine* line = m_window.model().line(id);
    m_selected = line ? *line : LogLine();
    m_around.clear();
    inspect();
    askContext();
    publish();
}

void LogsPresenter::askContext()
{
    const quint64 number = ++m_latestContext;
    if (m_selected.id == 0)
        return;
    const auto answer = m_store.around(m_selected.id, contextLines, contextLines);
    whenDone(answer, this, [this, number](const Result<LogPage>& result) {
        if (number != m_latestContext || !result)
            return; // the line is shown without its surroundings
        m_around = result->lines;
        inspect();
    });
}

void LogsPresenter::showLink(const Link& link)
{
    if (link.kind == Link::Kind::LogsOfTrace) {
        m_window.setRange({});
        setFilter(QStringLiteral("trace:") + link.id);
    } else if (link.kind == Link::Kind::LogsOfService) {
        m_window.setRange({});
        setFilter(withServiceToggled(QString(), link.id));
    } else if (link.kind == Link::Kind::LogsWithField) {
        setFilter(withTerm(m_filter, link.id.section(QLatin1Char('='), 0, 0), link.id)); // narrows what is shown
    } else if (link.kind == Link::Kind::LogLine) {
        m_window.setRange({});
        setFilter(QString()); // its neighbours are of every service
        m_window.jumpTo(link.id.toLongLong());
    }
}

void LogsPresenter::runAct(const QString& id)
{
    if (m_selected.id == 0)
        return;
    if (id == QLatin1String("only-service"))
        showLink({Link::Kind::LogsOfService, m_selected.service});
    else if (id == QLatin1String("copy-line"))
        emit copyRequested(QString::fromUtf8(m_selected.text));
}

void LogsPresenter::exportTo(const QString& path)
{
    whenDone(m_store.exportLogs(m_window.query(), path), this, [this, path](const Result<qint64>& result) {
        m_exported = result ? tr("%1 lines were written to %2.").arg(formatCount(*result), path) : QString();
        m_exportError = result ? QString() : result.error().message;
        publish();
    });
}

void LogsPresenter::selectSample()
{
    m_sampling = true;
    takeSample();
}

// A line of a request says most; the newest, since that is in sight.
void LogsPresenter::takeSample()
{
    qint64 best = m_window.model().lastId();
    for (int row = m_window.model().rowCount() - 1; row >= 0; --row) {
        const qint64 id = m_window.model().index(row, 0).data(IdRole).toLongLong();
        if (m_window.model().line(id)->traceId.isEmpty())
            continue;
        best = id;
        break;
    }
    if (best == 0)
        return;
    m_sampling = false;
    pause();
    select(best);
    emit lineShown(best);
}

void LogsPresenter::inspect()
{
    Inspection inspection;
    if (m_selected.id != 0)
        inspection = inspectLogLine(m_selected, m_around);
    else
        inspection.hint = tr("Select a line to see its fields and what happened around it.");
    if (inspection == m_inspection)
        return;
    m_inspection = std::move(inspection);
    emit inspected(m_inspection);
}

QList<LogsState::Chip> LogsPresenter::chips() const
{
    QList<LogsState::Chip> chips;
    for (const ServiceInfo& service : m_session.services())
        chips.append({service.name, service.color, m_window.query().services.contains(service.name)});
    return chips;
}

QString LogsPresenter::emptyText() const
{
    if (!m_window.isAnswered() || !m_window.model().isEmpty())
        return {};
    if (!m_filter.trimmed().isEmpty() || m_window.query().range.fromNs != 0)
        return tr("No line matches this filter.");
    if (m_window.coverage().evicted > 0)
        return tr("No line is kept any more: %1 were let go to keep the store within its size.")
            .arg(formatCount(m_window.coverage().evicted));
    return tr("No log line yet. What the services print appears here as soon as the stack is started.");
}

void LogsPresenter::publish()
{
    LogsState state;
    state.filter = m_filter;
    state.filterError = m_filterError;
    state.minLevel = m_window.query().minLevel;
    state.services = chips();
    state.following = m_window.isFollowing();
    state.newLines = m_window.newLines();
    if (m_total >= 0)
        state.counted = tr("%1 lines · %2").arg(formatCount(m_total), formatDuration(m_window.tookNs()));
    state.emptyText = emptyText();
    state.notice = m_window.error().isEmpty() ? m_exportError : m_window.error();
    state.exported = m_exported;
    if (m_window.query().range.fromNs != 0)
        state.rangeText = QStringLiteral("%1 – %2").arg(
            formatClock(m_window.query().range.fromNs),
            m_window.query().range.toNs == 0 ? tr("now") : formatClock(m_window.query().range.toNs));
    state.selectedId = m_selected.id;
    if (state == m_state)
        return;
    m_state = std::move(state);
    emit stateChanged(m_state);
}

} // namespace signalbox
