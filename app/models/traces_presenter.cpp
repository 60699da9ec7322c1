// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/traces_presenter.h"

#include "core/base/format.h"
#include "core/base/ids.h"
#include "core/base/when_done.h"
#include "core/store/otlp_text.h"
#include "models/service_colors.h"
#include "models/trace_inspection.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace signalbox {

namespace {

constexpr int pageSize = 200;
constexpr int logsOfTrace = 500;
constexpr auto refreshPace = std::chrono::milliseconds(150);

} // namespace

TracesPresenter::TracesPresenter(StoreClient& store, StackSession& session, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_session(session)
{
    m_query.limit = pageSize;
    const auto colorOf = [this](const QString& service) { return serviceColor(m_session, service); };
    m_list.setColorOf(colorOf);
    m_waterfall.setColorOf(colorOf);
    m_journeyModel.setColorOf(colorOf);
    m_comparison.setColorOf(colorOf);
    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setInterval(refreshPace);
    connect(&m_refreshSoon, &QTimer::timeout, this, &TracesPresenter::refresh);
    connect(&m_session, &StackSession::storeAdvanced, this, [this] {
        if (m_active && !m_refreshSoon.isActive())
            m_refreshSoon.start();
    });
    connect(&m_session, &StackSession::servicesChanged, this, &TracesPresenter::publish);
    m_inspection.hint = tr("Select a span to see its attributes, its journey and its log lines.");
}

void TracesPresenter::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (m_active)
        refresh();
}

void TracesPresenter::refresh()
{
    askList();
    askTrace();
}

void TracesPresenter::setFilter(const QString& text)
{
    m_filter = text;
    if (isTraceId(text.trimmed())) {
        m_filterError.reset();
        selectTrace(text.trimmed());
        return;
    }
    const auto query = parseTraceFilter(text);
    m_filterError = query ? std::nullopt : std::optional(query.error());
    if (query) {
        m_query = *query;
        m_query.limit = pageSize;
        askList();
    }
    publish();
}

void TracesPresenter::showMore()
{
    if (!m_state.canShowMore)
        return;
    m_query.limit += pageSize;
    askList();
}

void TracesPresenter::selectTrace(const QString& traceId)
{
    if (traceId == m_traceId)
        return;
    m_traceId = traceId;
    m_spanId.clear();
    m_traceError.clear();
    m_trace = {};
    m_journey = {};
    m_logs.clear();
    rebuild();
    askTrace();
    inspect();
    publish();
}

void TracesPresenter::selectSpan(const QString& spanId)
{
    if (spanId == m_spanId)
        return;
    m_spanId = spanId;
    inspect();
    publish();
}

void TracesPresenter::setCriticalPath(bool on)
{
    m_criticalPath = on;
    publish();
}

void TracesPresenter::setLogTime(bool on)
{
    m_logTime = on;
    publish();
}

void TracesPresenter::setServicesOnly(bool on)
{
    if (on == m_servicesOnly)
        return; // the rows of a long trace are not made again for nothing
    m_servicesOnly = on;
    rebuild();
    publish();
}

void TracesPresenter::setComparing(bool on)
{
    if (on == m_first.has_value() || (on && m_trace.spans.isEmpty()))
        return;
    m_first = on ? std::optional(m_trace) : std::nullopt;
    m_firstJourney = m_journey;
    rebuild();
    publish();
}

void TracesPresenter::showLink(const Link& link)
{
    const QString trace = link.id.section(QLatin1Char('/'), 0, 0);
    if (link.kind == Link::Kind::Trace) {
        selectTrace(link.id);
    } else if (link.kind == Link::Kind::Span) {
        selectTrace(trace);
        selectSpan(link.id.section(QLatin1Char('/'), 1));
        setServicesOnly(false);
        m_waterfall.reveal(m_spanId);
    } else if (link.kind == Link::Kind::Journey || link.kind == Link::Kind::Event) {
        askJourney(link.id, true);
    } else if (link.kind == Link::Kind::TracesOfService) {
        setFilter(withServiceToggled(QString(), link.id));
    }
}

void TracesPresenter::runAct(const QString& id)
{
    if (id == QLatin1String("copy-span") && spanIndex() >= 0)
        emit copyRequested(QString::fromUtf8(tracesAsOtlpJson({m_trace.spans.at(spanIndex())})));
    else if (id == QLatin1String("copy-trace") && !m_trace.spans.isEmpty())
        emit copyRequested(QString::fromUtf8(tracesAsOtlpJson(m_trace.spans)));
}

void TracesPresenter::selectSample()
{
    m_sampling = true;
    m_traceId.clear();
    askList();
}

// What failed says most, then what a message caused.
QString TracesPresenter::sampleSpan() const
{
    QString best = m_trace.spans.isEmpty() ? QString() : m_trace.spans.first().spanId;
    for (const Span& span : m_trace.spans) {
        if (span.status == SpanStatus::Error)
            return span.spanId;
        if (span.kind == SpanKind::Consumer)
            best = span.spanId;
    }
    return best;
}

void TracesPresenter::askList()
{
    whenDone(m_store.traces(m_query), this, [this, number = ++m_latestList](const auto& result) {
        if (number == m_latestList)
            takeOver(result);
    });
}

void TracesPresenter::askTrace()
{
    const quint64 number = ++m_latestTrace;
    if (m_traceId.isEmpty())
        return;
    whenDone(m_store.trace(m_traceId), this, [this, number](const auto& result) {
        if (number == m_latestTrace)
            takeOver(result);
    });
    askJourney(m_traceId, false);
    LogQuery logs;
    logs.traceId = m_traceId;
    logs.limit = logsOfTrace;
    whenDone(m_store.logs(logs), this, [this, number](const Result<LogPage>& result) {
        if (number != m_latestTrace || !result)
            return; // without its log lines a span is shown all the same
        m_logs = result->lines;
        inspect();
    });
}

// `id` may be an event or a correlation: only the answer knows which trace it belongs to.
void TracesPresenter::askJourney(const QString& id, bool open)
{
    whenDone(m_store.journey(id), this, [this, open, number = m_latestTrace](const Result<Journey>& result) {
        if (number != m_latestTrace)
            return;
        if (open && result && !result->traceId.isEmpty())
            selectTrace(result->traceId);
        else if (open)
            m_traceError = result ? tr("Nothing is known of this event.") : result.error().message;
        else
            takeOver(result);
        publish();
    });
}

void TracesPresenter::takeOver(const Result<TracePage>& result)
{
    m_listError = result ? QString() : result.error().message;
    if (result) {
        m_asked = true;
        m_total = result->total;
        m_coverage = result->coverage;
        m_list.setTraces(result->traces);
        const auto& traces = result->traces;
        const auto richest = std::max_element(traces.begin(), traces.end(), [](const auto& a, const auto& b) {
            return a.services.size() != b.services.size() ? a.services.size() < b.services.size()
                                                          : a.spanCount < b.spanCount;
        });
        if (richest != traces.end() && m_sampling)
            selectTrace(richest->traceId);
        else if (richest != traces.end() && m_traceId.isEmpty())
            selectTrace(traces.first().traceId);
    }
    publish();
}

void TracesPresenter::takeOver(const Result<Trace>& result)
{
    m_traceError = result ? QString() : result.error().message;
    if (result) {
        m_trace = *result;
        rebuild();
        if (std::exchange(m_sampling, false))
            m_spanId = sampleSpan();
    }
    inspect();
    publish();
}

void TracesPresenter::takeOver(const Result<Journey>& result)
{
    if (!result)
        return; // the trace itself says what is wrong
    m_journey = *result;
    rebuild();
    inspect();
}

void TracesPresenter::rebuild()
{
    m_waterfall.setTrace(m_traceId, rowsOf(m_trace, m_journey));
    m_journeyModel.setJourney(m_journey);
    if (m_first && m_first->traceId != m_traceId && !m_trace.spans.isEmpty())
        m_comparison.setTraces(rowsOf(*m_first, m_firstJourney), rowsOf(m_trace, m_journey));
    else
        m_comparison.clear();
}

QList<WaterfallRow> TracesPresenter::rowsOf(const Trace& trace, const Journey& journey) const
{
    const QList<WaterfallRow> rows = waterfallRows(trace, journey);
    return m_servicesOnly ? rowsBetweenServices(rows) : rows;
}

QString TracesPresenter::comparisonText() const
{
    if (!m_first)
        return {};
    if (m_comparison.rowCount() == 0)
        return tr("Select another trace in the list to see what it did differently.");
    return tr("%1 (pale) and %2: %3").arg(m_first->traceId.left(8), m_traceId.left(8), m_comparison.summary());
}

int TracesPresenter::spanIndex() const
{
    for (qsizetype i = 0; i < m_trace.spans.size() && !m_spanId.isEmpty(); ++i) {
        if (m_trace.spans.at(i).spanId == m_spanId)
            return static_cast<int>(i);
    }
    return -1;
}

void TracesPresenter::inspect()
{
    Inspection inspection;
    if (const int span = spanIndex(); span >= 0)
        inspection = inspectSpan(span, {m_trace, m_journey, m_logs});
    else
        inspection.hint = tr("Select a span to see its attributes, its journey and its log lines.");
    if (inspection == m_inspection)
        return;
    m_inspection = std::move(inspection);
    emit inspected(m_inspection);
}

QString TracesPresenter::emptyText() const
{
    if (!m_asked || m_list.rowCount() > 0)
        return {};
    if (m_filter.trimmed().isEmpty() && m_coverage.evicted > 0)
        return tr("No trace is kept any more: %1 spans were let go to keep the store within its size. "
                  "Send a request and its trace appears here.")
            .arg(formatCount(m_coverage.evicted));
    const QList<ServiceState> states = m_session.states();
    const bool running = std::any_of(states.begin(), states.end(), [](const auto& state) { return state.isUp(); });
    if (m_filter.trimmed().isEmpty() && !running)
        return tr("No trace yet, and no service is up. Start the stack, then send a request: its trace appears here.");
    if (m_filter.trimmed().isEmpty())
        return tr("No trace yet. A trace is what one request did in every service that it reached; "
                  "it appears here within half a second of being sent.");
    return tr("No trace matches this filter.");
}

QString TracesPresenter::traceSummary() const
{
    if (m_trace.spans.isEmpty())
        return {};
    QSet<QString> services;
    int errors = 0;
    for (const Span& span : m_trace.spans) {
        services.insert(span.service);
        errors += span.status == SpanStatus::Error ? 1 : 0;
    }
    QStringList parts{tr("%n span(s)", nullptr, static_cast<int>(m_trace.spans.size())),
                      tr("%n service(s)", nullptr, static_cast<int>(services.size()))};
    if (errors > 0)
        parts.append(tr("%n error(s)", nullptr, errors));
    if (!m_journey.steps.isEmpty())
        parts.append(m_journey.complete ? tr("complete") : tr("under way"));
    return parts.join(QStringLiteral(" · "));
}

void TracesPresenter::publish()
{
    TracesState state;
    state.filter = m_filter;
    state.filterError = m_filterError;
    state.counted = m_asked ? tr("%1 traces").arg(formatCount(m_total)) : QString();
    state.emptyText = emptyText();
    state.canCompose = !state.emptyText.isEmpty() && m_filter.trimmed().isEmpty();
    state.canShowMore = m_list.rowCount() < m_total;
    state.notice = m_listError;
    state.traceId = m_traceId;
    state.traceSummary = traceSummary();
    state.traceNotice = m_traceError;
    state.spanId = m_spanId;
    state.criticalPath = m_criticalPath;
    state.logTime = m_logTime;
    state.servicesOnly = m_servicesOnly;
    state.comparing = m_first.has_value();
    state.comparison = comparisonText();
    if (state == m_state)
        return;
    m_state = std::move(state);
    emit stateChanged(m_state);
}

} // namespace signalbox
