// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/saga/saga_store.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace orders {

// Ends steps whose deadline has passed, on a thread of its own between start() and stop(). The timers are the rows
// themselves, so each instance has one of these, and what an instance did not live to end another one does: of two that
// want to end the same step the second finds it ended.
class SagaTimer
{
public:
    // `onTold`: events were committed.
    SagaTimer(platform::Database& database, SagaSettings settings, std::function<void()> onTold);
    ~SagaTimer();

    void start();
    void stop();

private:
    void run();
    void endOverdueSteps();

    platform::Database& m_database;
    const SagaSettings m_settings;
    const std::function<void()> m_onTold;
    const std::chrono::milliseconds m_interval;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace orders
