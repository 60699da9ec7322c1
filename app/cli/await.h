// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFutureWatcher>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace signalbox {

// The command line has no window to freeze: a command is written from top to bottom and runs the one event loop of the
// program while it waits. Never used in window or daemon.

// Whether `done` became true in time; looked at after each event.
inline bool waitUntil(const std::function<bool()>& done, std::chrono::milliseconds timeout)
{
    const QDeadlineTimer deadline(timeout);
    QTimer wake; // armed anew each time: a timer may fire a little before its time, and nothing else may come
    wake.setSingleShot(true);
    wake.setTimerType(Qt::PreciseTimer);
    while (!done()) {
        if (deadline.hasExpired())
            return false;
        wake.start(std::chrono::milliseconds(deadline.remainingTime() + 1));
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

// The future's value, or nothing when it was cancelled or took longer.
template<typename T>
std::optional<T> await(const QFuture<T>& future, std::chrono::milliseconds timeout)
{
    QFutureWatcher<T> watcher;
    watcher.setFuture(future);
    if (!waitUntil([&] { return watcher.isFinished(); }, timeout) || future.resultCount() == 0)
        return {};
    return future.result();
}

inline void pause(std::chrono::milliseconds time)
{
    waitUntil([] { return false; }, time);
}

} // namespace signalbox
