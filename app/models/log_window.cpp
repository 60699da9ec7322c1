// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/log_window.h"

#include "core/base/when_done.h"

#include <QElapsedTimer>

#include <algorithm>

namespace signalbox {
namespace {

constexpr int windowStep = 500;

} // namespace

LogWindow::LogWindow(StoreClient& store, QObject* parent)
    : QObject(parent)
    , m_store(store)
{
}

void LogWindow::setQuery(const LogQuery& query)
{
    m_query = query;
    follow();
}

void LogWindow::setRange(const TimeRange& range)
{
    m_query.range = range;
    follow();
}

void LogWindow::follow()
{
    m_following = true;
    m_newLines = 0;
    askTail();
    emit changed();
}

void LogWindow::pause()
{
    if (!m_following)
        return;
    m_following = false;
    m_countedTo = m_model.lastId();
    emit changed();
}

void LogWindow::advance()
{
    if (!m_following)
        countNew();
    else if (m_model.isEmpty())
        askTail();
    else
        askNewer();
}

void LogWindow::askTail()
{
    m_pending = false; // whatever is under way belongs to the window that goes
    ++m_latest;
    LogQuery query = m_query;
    query.limit = windowStep;
    ask(query, Taking::Tail);
}

void LogWindow::askNewer()
{
    LogQuery query = m_query;
    query.afterId = m_model.lastId();
    query.limit = windowStep;
    ask(query, Taking::Newer);
}

void LogWindow::ask(const LogQuery& query, Taking taking)
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
        emit changed();
    });
}

void LogWindow::takeOver(const LogPage& page, Taking taking)
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

void LogWindow::showOlder()
{
    if (!m_moreOlder || m_model.isEmpty())
        return;
    LogQuery query = m_query;
    query.beforeId = m_model.firstId();
    query.limit = windowStep;
    ask(query, Taking::Older);
}

void LogWindow::showNewer()
{
    if (m_following || m_model.isEmpty())
        return;
    if (!m_atEnd || m_newLines > 0) {
        askNewer();
        return;
    }
    m_following = true;
    emit changed();
}

// Only the number is kept of what comes while somebody reads further up.
void LogWindow::countNew()
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
        emit changed();
        if (result->more)
            countNew();
    });
}

void LogWindow::jumpTo(qint64 id)
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
            emit jumped(id);
        }
        emit changed();
    });
}

} // namespace signalbox
