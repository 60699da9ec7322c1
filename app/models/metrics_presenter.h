// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/store/store_client.h"
#include "models/metric_chart.h"
#include "models/metric_list_model.h"

#include <QTimer>

namespace signalbox {

// Everything the Metrics page shows beside its list and its charts.
struct MetricsState
{
    enum class Mode { Requests, Series };

    Mode mode = Mode::Requests;
    QString filter;
    int minutes = 15;
    QString selected; // id of a row
    QString heading;  // what the charts are of
    QString detail;   // description, unit, type
    QString counted;
    QString problem;   // sentence
    QString emptyWhat; // instead of the list; empty when it has rows
    QString emptyWhy;

    bool operator==(const MetricsState&) const = default;
};

// The behaviour of the Metrics page: requests by service and route as they come out of the box, or any series. Asks
// again every few seconds while it is looked at. Lives on the GUI thread.
class MetricsPresenter : public QObject
{
    Q_OBJECT

public:
    MetricsPresenter(StoreClient& store, StackSession& session, QObject* parent = nullptr);

    const MetricsState& state() const { return m_state; }
    MetricListModel& model() { return m_model; }
    const QList<MetricChart>& charts() const { return m_charts; }
    const QList<MetricExemplar>& exemplars() const { return m_exemplars; }
    const Inspection& inspection() const { return m_inspection; }

    void setActive(bool active);
    void setMode(MetricsState::Mode mode);
    void setFilter(const QString& text);
    void setMinutes(int minutes);
    void select(const QString& id);

signals:
    void stateChanged(const signalbox::MetricsState& state);
    void chartsChanged();
    void inspected(const signalbox::Inspection& inspection);

private:
    void refresh();
    void takeRequests(const Result<RedPage>& page);
    void takeSeries(const Result<MetricPage>& page);
    void askHistory();
    void takeHistory(const MetricHistory& history, const MetricGrid& grid);
    void showRow(const RedRow& row);
    void setRows(const QStringList& heads, const QList<MetricListRow>& rows);
    void explainNothing(qint64 keptSinceNs);
    void setCharts(QList<MetricChart> charts, const QList<MetricExemplar>& exemplars);
    void publish(const MetricsState& before);
    MetricGrid grid() const;

    StoreClient& m_store;
    QTimer m_clock;
    int m_request = 0; // the newest question; older answers come too late
    MetricListModel m_model;
    RedPage m_red;
    QList<MetricChart> m_charts;
    QList<MetricExemplar> m_exemplars;
    Inspection m_inspection;
    MetricsState m_state;
};

} // namespace signalbox
