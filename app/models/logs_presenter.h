// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/store/filter.h"
#include "core/store/store_client.h"
#include "models/inspection.h"
#include "models/log_window.h"

#include <QTimer>

#include <optional>

namespace signalbox {

// Everything the Logs page shows beside the lines themselves.
struct LogsState
{
    struct Chip
    {
        QString service;
        QString color; // as the stack declares it
        bool on = false;
        bool operator==(const Chip&) const = default;
    };

    QString filter;
    std::optional<FilterError> filterError;
    LogLevel minLevel = LogLevel::Unknown;
    QList<Chip> services;
    bool following = true; // the newest line stays in sight
    qint64 newLines = 0;   // matching lines that came since following stopped
    QString counted;       // "4 218 331 lines · 12 ms"
    QString emptyText;
    QString notice;    // the store could not answer, or lines could not be written: sentence
    QString exported;  // what was written where: sentence
    QString rangeText; // of the histogram's part that is looked at; empty = all
    qint64 selectedId = 0;

    bool operator==(const LogsState&) const = default;
};

// The behaviour of the Logs page: a window of lines that follows the newest ones until somebody scrolls away, and
// then only counts what comes. The filter's text is the only truth about what is asked; chips and the level choice
// rewrite it. Lives on the GUI thread.
class LogsPresenter final : public QObject
{
    Q_OBJECT

public:
    LogsPresenter(StoreClient& store, StackSession& session, QObject* parent = nullptr);

    LogModel& model() { return m_window.model(); }
    const LogsState& state() const { return m_state; }
    const Inspection& inspection() const { return m_inspection; }
    const LogHistogram& histogram() const { return m_histogram; }

    void setActive(bool active); // whether the page is looked at; asks nothing while it is not
    void setFilter(const QString& text);
    void setMinLevel(LogLevel level); // Unknown = all
    void toggleService(const QString& service);
    void setRange(const TimeRange& range); // empty = all
    void follow();                         // jumps to the newest lines and stays with them
    void pause();
    void showOlder(); // the view has come near the first line of the window
    void showNewer(); // … and at the last one: loads what follows, or follows again when that was the newest
    void select(qint64 id);
    void showLink(const Link& link); // LogLine, LogsOfTrace, LogsOfService, LogsWithField
    void runAct(const QString& id);
    void exportTo(const QString& path); // all lines of the filter and the range
    // Selects, now or as soon as there is one, the line that shows most.
    void selectSample();
    bool isSampleShown() const { return !m_sampling && m_selected.id != 0; }

signals:
    void stateChanged(const signalbox::LogsState& state);
    void histogramChanged();
    void inspected(const signalbox::Inspection& inspection);
    void copyRequested(const QString& text);
    void lineShown(qint64 id); // the window was moved to show this line

private:
    void askHistogram();
    void askContext();
    void inspect();
    void takeSample();
    void publish();
    QList<LogsState::Chip> chips() const;
    QString emptyText() const;

    StoreClient& m_store;
    StackSession& m_session;
    LogWindow m_window;
    QTimer m_advanceSoon;
    QTimer m_histogramSoon;

    // The facts. What the page shows follows from them, in publish() and nowhere else.
    bool m_active = false;
    quint64 m_latestContext = 0;
    QString m_filter;
    std::optional<FilterError> m_filterError;
    bool m_sampling = false;
    qint64 m_total = -1;
    LogHistogram m_histogram;
    LogLine m_selected;
    QList<LogLine> m_around;
    QString m_exported;
    QString m_exportError;

    LogsState m_state;
    Inspection m_inspection;
};

} // namespace signalbox
