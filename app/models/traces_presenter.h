// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/store/filter.h"
#include "core/store/store_client.h"
#include "models/inspection.h"
#include "models/journey_model.h"
#include "models/trace_comparison_model.h"
#include "models/trace_list_model.h"
#include "models/trace_waterfall_model.h"

#include <QTimer>

#include <optional>

namespace signalbox {

// Everything the Traces page shows beside its three models.
struct TracesState
{
    QString filter;
    std::optional<FilterError> filterError;
    QString counted;         // "128 traces", what the list covers
    QString emptyText;       // why the list is empty; empty when it is not
    bool canCompose = false; // a request from the composer would fill it
    bool canShowMore = false;
    QString notice;       // the store could not answer: sentence
    QString traceId;      // the one below the list; empty = none
    QString traceSummary; // "13 spans · 5 services · 1 error · complete"
    QString traceNotice;  // why the trace cannot be shown
    QString spanId;
    bool criticalPath = false;
    bool logTime = false;
    bool servicesOnly = false;
    bool comparing = false;
    QString comparison; // what differs, in a sentence; or what to do to see it

    bool operator==(const TracesState&) const = default;
};

// The behaviour of the Traces page: a list that follows the store while the page is looked at, one trace below it
// that grows as its spans arrive, and the inspector's view of one span. Lives on the GUI thread.
class TracesPresenter final : public QObject
{
    Q_OBJECT

public:
    TracesPresenter(StoreClient& store, StackSession& session, QObject* parent = nullptr);

    TraceListModel& list() { return m_list; }
    TraceWaterfallModel& waterfall() { return m_waterfall; }
    JourneyModel& journey() { return m_journeyModel; }
    TraceComparisonModel& comparison() { return m_comparison; }
    const TracesState& state() const { return m_state; }
    const Inspection& inspection() const { return m_inspection; }

    void setActive(bool active); // whether the page is looked at; asks nothing while it is not
    void refresh();
    void setFilter(const QString& text); // a whole trace id opens that trace
    void showMore();
    void selectTrace(const QString& traceId);
    void selectSpan(const QString& spanId);
    void setCriticalPath(bool on);
    void setLogTime(bool on);
    void setServicesOnly(bool on);
    void setComparing(bool on);      // the trace that is shown now, with each that is selected from now on
    void showLink(const Link& link); // Trace, Span, Journey, Event, TracesOfService
    void runAct(const QString& id);
    // Selects, now or as soon as there is one, the trace and the span that show most.
    void selectSample();
    bool isSampleShown() const { return !m_sampling && !m_trace.spans.isEmpty(); }

signals:
    void stateChanged(const signalbox::TracesState& state);
    void inspected(const signalbox::Inspection& inspection);
    void copyRequested(const QString& text);

private:
    void askList();
    void askTrace();
    void askJourney(const QString& id, bool open);
    void takeOver(const Result<TracePage>& result);
    void takeOver(const Result<Trace>& result);
    void takeOver(const Result<Journey>& result);
    void rebuild();
    QList<WaterfallRow> rowsOf(const Trace& trace, const Journey& journey) const;
    QString comparisonText() const;
    void inspect();
    void publish();
    QString emptyText() const;
    QString traceSummary() const;
    int spanIndex() const;
    QString sampleSpan() const;

    StoreClient& m_store;
    StackSession& m_session;
    TraceListModel m_list;
    TraceWaterfallModel m_waterfall;
    JourneyModel m_journeyModel;
    TraceComparisonModel m_comparison;
    QTimer m_refreshSoon; // spans come in batches many times a second; the page follows at its own pace

    // The facts. What the page shows follows from them, in publish() and nowhere else.
    bool m_active = false;
    bool m_asked = false; // the list was answered once
    QString m_filter;
    TraceQuery m_query;
    std::optional<FilterError> m_filterError;
    qint64 m_total = 0;
    Coverage m_coverage;
    QString m_listError;
    quint64 m_latestList = 0; // answers to older ones are dropped
    quint64 m_latestTrace = 0;
    QString m_traceId;
    QString m_spanId;
    QString m_traceError;
    Trace m_trace;
    Journey m_journey;
    QList<LogLine> m_logs;
    bool m_criticalPath = false;
    bool m_logTime = false;
    bool m_servicesOnly = false;
    std::optional<Trace> m_first; // of two that are compared
    Journey m_firstJourney;
    bool m_sampling = false;

    TracesState m_state;
    Inspection m_inspection;
};

} // namespace signalbox
