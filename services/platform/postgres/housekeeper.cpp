// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/housekeeper.h"

#include "platform/log.h"

namespace platform {

using namespace std::chrono_literals;

Housekeeper::Housekeeper(Database& database, std::vector<Statement> statements)
    : m_database(database)
    , m_statements(std::move(statements))
{
}

Housekeeper::~Housekeeper()
{
    stop();
}

void Housekeeper::start()
{
    m_thread = std::thread([this] {
        std::unique_lock lock(m_mutex);
        while (!m_stopping) {
            lock.unlock();
            const bool done = runAll();
            lock.lock();
            m_changed.wait_for(lock, done ? std::chrono::seconds(1h) : 5s, [this] { return m_stopping; });
        }
    });
}

void Housekeeper::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

// Pauses between the rounds of a statement, so that expiry never competes with requests for long.
bool Housekeeper::runAll()
{
    for (const Statement& statement : m_statements) {
        bool again = true;
        while (again) {
            const auto rows = m_database.query({}, statement);
            if (!rows) {
                logWarn("housekeeping failed",
                        {{"statement", std::string(statement.name)}, {"error", rows.error().message}});
                return false;
            }
            again = rows->empty() && rows->affected() > 0;
            std::unique_lock lock(m_mutex);
            if (m_changed.wait_for(lock, again ? 200ms : 0ms, [this] { return m_stopping; }))
                return true;
        }
    }
    return true;
}

} // namespace platform
