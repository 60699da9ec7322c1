// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/supervision/backoff.h"

#include <algorithm>
#include <cmath>

namespace signalbox {

Backoff::Backoff(const RestartPolicy& policy)
    : m_policy(policy)
{
}

void Backoff::reset()
{
    m_failedAt.clear();
    m_consecutive = 0;
}

bool Backoff::fail(qint64 steadyMs)
{
    ++m_consecutive;
    m_failedAt.append(steadyMs);
    m_failedAt.removeIf([&](qint64 at) { return steadyMs - at > m_policy.window.count(); });
    return m_failedAt.size() < m_policy.failuresAllowed;
}

bool Backoff::failAfterReady(qint64 readySinceMs, qint64 steadyMs)
{
    if (steadyMs - readySinceMs >= m_policy.healthyAfter.count())
        reset();
    return fail(steadyMs);
}

std::chrono::milliseconds Backoff::delay(double random) const
{
    const int doublings = std::clamp(m_consecutive - 1, 0, 20); // 2^20 × 0.1 s is far beyond any cap
    const double capped =
        std::min(std::ldexp(double(m_policy.first.count()), doublings), double(m_policy.longest.count()));
    return std::chrono::milliseconds(std::llround(capped * (1.0 + m_policy.jitter * (2.0 * random - 1.0))));
}

} // namespace signalbox
