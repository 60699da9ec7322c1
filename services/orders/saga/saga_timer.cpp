// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/saga/saga_timer.h"

#include "platform/log.h"

#include <algorithm>

namespace orders {

using std::chrono_literals::operator""ms;

SagaTimer::SagaTimer(platform::Database& database, SagaSettings settings, std::function<void()> onTold)
    : m_database(database)
    , m_settings(std::move(settings))
    , m_onTold(std::move(onTold))
    , m_interval(std::clamp<std::chrono::milliseconds>(m_settings.stepTimeout / 10, 50ms, 1000ms))
{
}

SagaTimer::~SagaTimer()
{
    stop();
}

void SagaTimer::start()
{
    m_thread = std::thread([this] { run(); });
}

void SagaTimer::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void SagaTimer::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        lock.unlock();
        endOverdueSteps();
        lock.lock();
        m_changed.wait_for(lock, m_interval, [this] { return m_stopping; });
    }
}

// Each in a transaction of its own, under the trace of the order; one that fails is still overdue at the next look.
void SagaTimer::endOverdueSteps()
{
    const auto overdue = overdueSteps(m_database, m_settings);
    if (!overdue) {
        platform::logWarn("sagas cannot be looked at", {{"error", overdue.error().message}});
        return;
    }
    for (const SagaInput& input : *overdue) {
        const auto done = m_database.transact(input.trace, [&](platform::Transaction& transaction) {
            return advanceSagas(transaction, {&input, 1}, m_settings);
        });
        if (!done) {
            platform::logWarn("an overdue step cannot be ended",
                              {{"order_id", input.orderId}, {"error", done.error().message}});
            return;
        }
        m_onTold();
    }
}

} // namespace orders
