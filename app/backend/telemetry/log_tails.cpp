// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/log_tails.h"

#include "backend/telemetry/log_tail.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <array>
#include <chrono>
#include <map>
#include <mutex>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <thread>
#include <unistd.h>

namespace signalbox {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int gatherMs = 20;
constexpr int unfinishedMs = 200; // how long the rest of a line is waited for
constexpr int sweepMs = 2000;     // inotify does not see everything (network file systems)
constexpr auto rememberInterval = 1s;

} // namespace

struct LogTails::Private
{
    explicit Private(Sink to)
        : sink(std::move(to))
        , events(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
        , wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , thread([this] { work(); })
    {
    }

    ~Private()
    {
        {
            const std::lock_guard lock(mutex);
            stopping = true;
        }
        ::eventfd_write(wake, 1);
        thread.join();
        ::close(events);
        ::close(wake);
    }
    Q_DISABLE_COPY_MOVE(Private)

    void work();
    bool waitForNews(int timeoutMs);
    bool readAll(); // true when there is more to read at once
    void finishAll();
    void remember();

    Sink sink;
    int events;
    int wake;
    std::mutex mutex; // guards the rest; the thread holds it while it reads
    std::map<QString, std::unique_ptr<LogTail>> tails;
    QSet<QString> folders;
    bool stopping = false;
    Clock::time_point remembered = Clock::now();
    std::thread thread; // last: it uses the others
};

bool LogTails::Private::waitForNews(int timeoutMs)
{
    std::array<pollfd, 2> files{pollfd{events, POLLIN, 0}, pollfd{wake, POLLIN, 0}};
    const bool news = ::poll(files.data(), files.size(), timeoutMs) > 0;
    std::array<char, 16'384> ignored{};
    while (::read(events, ignored.data(), ignored.size()) > 0) {
    }
    eventfd_t count = 0;
    ::eventfd_read(wake, &count);
    return news;
}

bool LogTails::Private::readAll()
{
    bool anyMore = false;
    for (const auto& [service, tail] : tails) {
        bool more = false;
        if (QList<LogLine> lines = tail->read(more); !lines.isEmpty())
            sink(std::move(lines));
        anyMore = anyMore || more;
    }
    return anyMore;
}

void LogTails::Private::finishAll()
{
    for (const auto& [service, tail] : tails) {
        if (QList<LogLine> lines = tail->finish(); !lines.isEmpty())
            sink(std::move(lines));
    }
}

void LogTails::Private::remember()
{
    if (Clock::now() - remembered < rememberInterval)
        return;
    remembered = Clock::now();
    for (const auto& [service, tail] : tails)
        tail->rememberPosition();
}

void LogTails::Private::work()
{
    bool more = false;
    int timeout = sweepMs;
    while (true) {
        const bool news = more || waitForNews(timeout);
        if (news && !more) { // what comes in a burst is one batch
            pollfd stop{wake, POLLIN, 0};
            ::poll(&stop, 1, gatherMs);
        }
        const std::lock_guard lock(mutex);
        more = readAll();
        if (stopping && !more)
            return finishAll();
        remember();
        // After news an unfinished line may be waiting for its end, and the position for being remembered.
        timeout = news ? unfinishedMs : sweepMs;
    }
}

LogTails::LogTails(Sink sink)
    : m_d(std::make_unique<Private>(std::move(sink)))
{
}

LogTails::~LogTails() = default;

void LogTails::follow(const QString& service, const QString& path)
{
    {
        const std::lock_guard lock(m_d->mutex);
        const QString folder = QFileInfo(path).path();
        if (!m_d->folders.contains(folder)) {
            const int watch = ::inotify_add_watch(
                m_d->events, QFile::encodeName(folder).constData(), IN_MODIFY | IN_CREATE | IN_MOVED_TO);
            if (watch >= 0)
                m_d->folders.insert(folder);
        }
        m_d->tails[service] = std::make_unique<LogTail>(service, path);
    }
    ::eventfd_write(m_d->wake, 1);
}

void LogTails::unfollow(const QString& service)
{
    const std::lock_guard lock(m_d->mutex);
    const auto tail = m_d->tails.find(service);
    if (tail == m_d->tails.end())
        return;
    bool more = true;
    while (more) {
        if (QList<LogLine> lines = tail->second->read(more); !lines.isEmpty())
            m_d->sink(std::move(lines));
    }
    if (QList<LogLine> lines = tail->second->finish(); !lines.isEmpty())
        m_d->sink(std::move(lines));
    m_d->tails.erase(tail);
}

} // namespace signalbox
