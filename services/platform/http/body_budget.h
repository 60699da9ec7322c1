// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <utility>

namespace platform {

// How many bytes of bodies a server holds at once: many clients with allowed bodies must not be one that is too large.
// Safe from any thread; outlives its shares.
class BodyBudget
{
public:
    // What one request holds, until it is destroyed.
    class Share
    {
    public:
        Share(BodyBudget& budget, std::uint64_t bytes)
            : m_budget(&budget)
            , m_bytes(bytes)
        {
        }
        Share(Share&& other) noexcept
            : m_budget(std::exchange(other.m_budget, nullptr))
            , m_bytes(other.m_bytes)
        {
        }
        Share& operator=(Share&&) = delete;
        ~Share()
        {
            if (m_budget)
                m_budget->m_used -= m_bytes;
        }

    private:
        BodyBudget* m_budget;
        std::uint64_t m_bytes;
    };

    explicit BodyBudget(std::uint64_t limit)
        : m_limit(limit)
    {
    }

    std::optional<Share> take(std::uint64_t bytes)
    {
        if (m_used.fetch_add(bytes) + bytes <= m_limit)
            return std::optional<Share>(std::in_place, *this, bytes);
        m_used -= bytes;
        return std::nullopt;
    }

private:
    const std::uint64_t m_limit;
    std::atomic<std::uint64_t> m_used = 0;
};

} // namespace platform
