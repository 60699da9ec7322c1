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

constexpr int windowStep = 500;
constexpr int histogramBuckets = 88;
constexpr int contextLines = 3;
constexpr auto followPace = std::chrono::milliseconds(60);
constexpr auto histogramPace = std::chrono::milliseconds(1000);

} // namespace

LogsPresenter::LogsPresenter(StoreClient& store, StackSession& session, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_session(session)
{
    m_model.setColorOf([this](const QString& service) { return serviceColor(m_session, service); });
    m_advanceSoon.setSingleShot(true);
    m_advanceSoon.setInterval(followPace);
    connect(&m_advanceSoon, &QTimer::timeout, this, &LogsPresenter::advance);
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
    advance();
    askHistogram();
}

void LogsPresenter::setFilter(const QString& text)
{
    m_filter = text;
    const auto query = parseLogFilter(text);
    m_filterError = query ? std::nullopt : std::optional(query.error());
    if (query) {
        const TimeRange range = m_query.range;
        m_query = *query;
        m_query.range = range;
        follow();
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
    m_query.range = range;
    follow();
    publish();
}

void LogsPresenter::follow()
{
    m_following = true;
    m_newLines = 0;
    askTail();
    publish();
}

void LogsPresenter::pause()
{
    if (!m_following)
        return;
    m_following = false;
    m_countedTo = m_model.lastId();
    publish();
}

void LogsPresenter::advance()
{
    if (!m_following) {
        countNew();
        return;
    }
    if (m_model.isEmpty()) {
        askTail();
        return;
    }
    LogQuery query = m_query;
    query.afterId = m_model.lastId();
    query.limit = windowStep;
    ask(query, Taking::Newer);
}

void LogsPresenter::askTail()
{
    m_pending = false; // whatever is under way belongs to the window that goes
    ++m_latest;
    LogQuery query = m_query;
    query.limit = windowStep;
    ask(query, Taking::Tail);
}

void LogsPresenter::ask(const LogQuery& query, Taking taking)
{
    if (m_pending)
        return;
    m_pending = true;
    QElapsedTimer took;
    took.start();
    whenDone(m_store.logs(query), this, [this, took, taking, number = m_latest](const Result<LogPage>& result) {
        if (number != m_latest)
            return;
        m_pending = false;
        m_tookNs = took.nsecsElapsed();
        m_error = result ? QString() : result.error().message;
        if (result)
            takeOver(*result, taking);
        if (m_sampling)
            takeSample();
        publish();
    });
}

void LogsPresenter::takeOver(const LogPage& page, Taking taking)
{
    m_answered = true;
    m_coverage = page.coverage;
    switch (taking) {
    case Taking::Tail:
        m_model.replace(page.lines);
        m_moreOlder = page.more;
        m_atEnd = true;
        break;
    case Taking::Newer:
        if (page.more && m_following) { // the lines come faster than they can be read: stay with the newest
            askTail();
            return;
        }
        m_model.append(page.lines);
        m_atEnd = !page.more;
        m_newLines = m_atEnd ? 0 : std::max<qint64>(0, m_newLines - page.lines.size());
        m_countedTo = std::max(m_countedTo, m_model.lastId());
        break;
    case Taking::Older:
        if (m_model.rowCount() + page.lines.size() > m_model.capacity())
            m_atEnd = false;
        m_model.prepend(page.lines);
        m_moreOlder = page.more;
        break;
    }
}

void LogsPresenter::showOlder()
{
    if (!m_moreOlder || m_model.isEmpty())
        return;
    LogQuery query = m_query;
    query.beforeId = m_model.firstId();
    query.limit = windowStep;
    ask(query, Taking::Older);
}

void LogsPresenter::showNewer()
{
    if (m_following || m_model.isEmpty())
        return;
    if (m_atEnd && m_newLines == 0) {
        m_following = true;
        publish();
        return;
    }
    LogQuery query = m_query;
    query.afterId = m_model.lastId();
    query.limit = windowStep;
    ask(query, Taking::Newer);
}

// Only the number is kept of what comes while somebody reads further up.
void LogsPresenter::countNew()
{
    if (m_counting)
        return;
    m_counting = true;
    LogQuery query = m_query;
    query.afterId = m_countedTo;
    query.limit = windowStep;
    whenDone(m_store.logs(query), this, [this, number = m_latest](const Result<LogPage>& result) {
        m_counting = false;
        if (number != m_latest || m_following || !result || result->lines.isEmpty())
            return;
        m_newLines += result->lines.size();
        m_countedTo = result->lines.last().id;
        publish();
        if (result->more)
            countNew();
    });
}

void LogsPresenter::askHistogram()
{
    LogQuery query = m_query;
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
    const LogLine* line = m_model.line(id);
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

void LogsPresenter::jumpTo(qint64 id)
{
    m_following = false;
    m_pending = false;
    const auto answer = m_store.around(id, windowStep / 2, windowStep / 2);
    whenDone(answer, this, [this, id, number = ++m_latest](const Result<LogPage>& result) {
        if (number != m_latest)
            return;
        m_error = result ? QString() : result.error().message;
        if (result) {
            m_model.replace(result->lines);
            m_moreOlder = true;
            m_atEnd = false;
            m_countedTo = m_model.lastId();
            select(id);
            emit lineShown(id);
        }
        publish();
    });
}

void LogsPresenter::showLink(const Link& link)
{
    if (link.kind == Link::Kind::LogsOfTrace) {
        m_query.range = {};
        setFilter(QStringLiteral("trace:") + link.id);
    } else if (link.kind == Link::Kind::LogsOfService) {
        m_query.range = {};
        setFilter(withServiceToggled(QString(), link.id));
    } else if (link.kind == Link::Kind::LogLine) {
        m_query.range = {};
        setFilter(QString()); // its neighbours are of every service
        jumpTo(link.id.toLongLong());
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

void LogsPresenter::selectSample()
{
    m_sampling = true;
    takeSample();
}

// A line of a request says most; the newest, since that is in sight.
void LogsPresenter::takeSample()
{
    qint64 best = m_model.lastId();
    for (int row = m_model.rowCount() - 1; row >= 0; --row) {
        const qint64 id = m_model.index(row, 0).data(IdRole).toLongLong();
        if (m_model.line(id)->traceId.isEmpty())
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
        chips.append({service.name, service.color, m_query.services.contains(service.name)});
    return chips;
}

QString LogsPresenter::emptyText() const
{
    if (!m_answered || !m_model.isEmpty())
        return {};
    if (!m_filter.trimmed().isEmpty() || m_query.range.fromNs != 0)
        return tr("No line matches this filter.");
    if (m_coverage.evicted > 0)
        return tr("No line is kept any more: %1 were let go to keep the store within its size.")
            .arg(formatCount(m_coverage.evicted));
    return tr("No log line yet. What the services print appears here as soon as the stack is started.");
}

void LogsPresenter::publish()
{
    LogsState state;
    state.filter = m_filter;
    state.filterError = m_filterError;
    state.minLevel = m_query.minLevel;
    state.services = chips();
    state.following = m_following;
    state.newLines = m_newLines;
    if (m_total >= 0)
        state.counted = tr("%1 lines · %2").arg(formatCount(m_total), formatDuration(m_tookNs));
    state.emptyText = emptyText();
    state.notice = m_error;
    if (m_query.range.fromNs != 0)
        state.rangeText = QStringLiteral("%1 – %2").arg(
            formatClock(m_query.range.fromNs), m_query.range.toNs == 0 ? tr("now") : formatClock(m_query.range.toNs));
    state.selectedId = m_selected.id;
    if (state == m_state)
        return;
    m_state = std::move(state);
    emit stateChanged(m_state);
}

} // namespace signalbox
