// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/outbox/outbox_watcher.h"

#include "backend/outbox/outbox_poll.h"

#include <QDateTime>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace signalbox {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int restFactor = 9; // a database is asked a tenth of the time at most

} // namespace

struct OutboxWatcher::Private
{
    Private(OutboxWatcher* owner, Sink to, std::chrono::milliseconds each)
        : q(owner)
        , sink(std::move(to))
        , interval(each)
        , cancel(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , thread([this] { work(); })
    {
    }

    ~Private()
    {
        {
            const std::lock_guard lock(mutex);
            stopping = true;
        }
        ::eventfd_write(cancel, 1); // ends a wait for a database
        wake.notify_one();
        thread.join();
        ::close(cancel);
    }
    Q_DISABLE_COPY_MOVE(Private)

    void work();
    void rebuild(const QList<OutboxSource>& from);
    void pollAll();
    void report();

    OutboxWatcher* q;
    Sink sink;
    std::chrono::milliseconds interval;
    int cancel;
    QList<OutboxState> told; // of the owner's thread

    std::mutex mutex; // guards the next four
    std::condition_variable wake;
    std::optional<QList<OutboxSource>> newSources;
    bool active = false;
    bool stopping = false;

    std::vector<std::unique_ptr<OutboxPoll>> polls; // the worker's
    AwaitedEvents awaited;
    QList<OutboxState> reported;
    std::thread thread; // last: it uses the others
};

void OutboxWatcher::Private::work()
{
    std::unique_lock lock(mutex);
    auto next = Clock::now();
    bool wasActive = false;
    while (!stopping) {
        const bool isActive = active;
        const auto sources = std::exchange(newSources, std::nullopt);
        lock.unlock();
        if (sources)
            rebuild(*sources);
        const auto begun = Clock::now();
        if (isActive)
            pollAll();
        else if (wasActive)
            std::for_each(polls.begin(), polls.end(), [](const auto& poll) { poll->close(); });
        wasActive = isActive;
        report();
        next = Clock::now() + std::max<Clock::duration>(interval, restFactor * (Clock::now() - begun));
        lock.lock();
        const auto disturbed = [&] { return stopping || newSources || active != isActive; };
        if (isActive)
            wake.wait_until(lock, next, disturbed);
        else
            wake.wait(lock, disturbed);
    }
}

void OutboxWatcher::Private::rebuild(const QList<OutboxSource>& from)
{
    polls.clear();
    for (const OutboxSource& source : from)
        polls.push_back(std::make_unique<OutboxPoll>(source, cancel));
}

void OutboxWatcher::Private::pollAll()
{
    QList<MessageRow> rows;
    for (const auto& poll : polls)
        poll->poll(awaited, rows);
    if (!rows.isEmpty())
        sink(std::move(rows));
}

void OutboxWatcher::Private::report()
{
    QList<OutboxState> states;
    for (const auto& poll : polls) {
        if (poll->hasOutbox())
            states.append(poll->state());
    }
    if (states == reported)
        return;
    reported = states;
    QMetaObject::invokeMethod(
        q, [owner = q, states] { owner->takeStates(states); }, Qt::QueuedConnection);
}

OutboxWatcher::OutboxWatcher(Sink sink, std::chrono::milliseconds interval, QObject* parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>(this, std::move(sink), interval))
{
}

OutboxWatcher::~OutboxWatcher() = default;

void OutboxWatcher::setSources(const QList<OutboxSource>& sources)
{
    {
        const std::lock_guard lock(m_d->mutex);
        m_d->newSources = sources;
    }
    m_d->wake.notify_one();
}

void OutboxWatcher::setActive(bool active)
{
    {
        const std::lock_guard lock(m_d->mutex);
        m_d->active = active;
    }
    m_d->wake.notify_one();
}

QList<OutboxState> OutboxWatcher::states() const
{
    return m_d->told;
}

void OutboxWatcher::takeStates(const QList<OutboxState>& states)
{
    m_d->told = states;
    for (OutboxState& state : m_d->told)
        state.observedMs = QDateTime::currentMSecsSinceEpoch();
    emit changed(m_d->told);
}

} // namespace signalbox
