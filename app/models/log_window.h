// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store_client.h"
#include "models/log_model.h"

namespace signalbox {

// A window of matching lines over a store that may hold millions: follows the newest ones until somebody looks further
// up, and then only counts what comes. Asks for one piece at a time; answers to an older query are dropped. Lives on
// the GUI thread.
class LogWindow final : public QObject
{
    Q_OBJECT

public:
    explicit LogWindow(StoreClient& store, QObject* parent = nullptr);

    LogModel& model() { return m_model; }
    const LogModel& model() const { return m_model; }
    const LogQuery& query() const { return m_query; }
    void setQuery(const LogQuery& query); // and follows
    void setRange(const TimeRange& range);

    bool isFollowing() const { return m_following; }
    bool isAnswered() const { return m_answered; }
    qint64 newLines() const { return m_newLines; } // matching ones that came since following stopped
    qint64 tookNs() const { return m_tookNs; }     // the last answer
    const Coverage& coverage() const { return m_coverage; }
    const QString& error() const { return m_error; } // the store could not answer: sentence

    void follow();  // the newest lines, and stays with them
    void pause();   // leaves the lines alone
    void advance(); // the store holds more than before
    void showOlder();
    void showNewer(); // follows again when the last line is the newest
    void jumpTo(qint64 id);

signals:
    void changed();
    void jumped(qint64 id); // the line is in the window now

private:
    enum class Taking { Tail, Newer, Older };

    void askTail();
    void askNewer();
    void ask(const LogQuery& query, Taking taking);
    void takeOver(const LogPage& page, Taking taking);
    void countNew();

    StoreClient& m_store;
    LogModel m_model;
    LogQuery m_query;
    bool m_answered = false;
    bool m_pending = false; // one piece is asked for at a time: the next one starts where this one ends
    bool m_counting = false;
    quint64 m_latest = 0;
    bool m_following = true;
    bool m_moreOlder = true;
    bool m_atEnd = true; // the window reaches to the newest line
    qint64 m_newLines = 0;
    qint64 m_countedTo = 0;
    qint64 m_tookNs = 0;
    Coverage m_coverage;
    QString m_error;
};

} // namespace signalbox
