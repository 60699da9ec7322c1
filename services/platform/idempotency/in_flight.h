// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace platform {

// The keys that this process is working on. Answers before the database is asked, and is the only one who can see that
// a request in flight has another fingerprint. Safe from any thread.
class InFlightKeys
{
public:
    enum class Entry { Entered, InUse, Reused };

    // While it lives, its key is in flight. Must not outlive the table.
    class Ticket
    {
    public:
        Ticket() = default;
        Ticket(InFlightKeys& table, std::pair<std::string, std::string> key)
            : m_table(&table)
            , m_key(std::move(key))
        {
        }
        Ticket(Ticket&& other) noexcept
            : m_table(std::exchange(other.m_table, nullptr))
            , m_key(std::move(other.m_key))
        {
        }
        Ticket& operator=(Ticket&& other) noexcept
        {
            std::swap(m_table, other.m_table);
            std::swap(m_key, other.m_key);
            return *this;
        }
        ~Ticket()
        {
            if (m_table)
                m_table->leave(m_key);
        }

    private:
        InFlightKeys* m_table = nullptr;
        std::pair<std::string, std::string> m_key;
    };

    struct Attempt
    {
        Entry entry = Entry::Entered;
        Ticket ticket; // holds the key when entered
    };
    Attempt enter(const std::string& scope, const std::string& key, const std::string& fingerprint);

private:
    void leave(const std::pair<std::string, std::string>& key);

    std::mutex m_mutex;
    std::map<std::pair<std::string, std::string>, std::string> m_fingerprints;
};

} // namespace platform
