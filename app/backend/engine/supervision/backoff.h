// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <chrono>

namespace signalbox {

// When to try again. Exponential from 0.1 s to 30 s; five failures within 60 s end it.
struct RestartPolicy
{
    std::chrono::milliseconds first{100};
    std::chrono::milliseconds longest{30'000};
    double jitter = 0.2; // ± this part of the delay, so that services which died together do not return together
    int failuresAllowed = 5;
    std::chrono::milliseconds window{60'000};
    std::chrono::milliseconds healthyAfter{60'000}; // ready for so long = the past is forgotten
};

// Counts the failures of one service and answers with the next delay. A value; `random` is in [0, 1).
class Backoff
{
public:
    explicit Backoff(const RestartPolicy& policy = {});

    void reset();
    // False: give up.
    bool fail(qint64 steadyMs);
    // As `fail`, after a time of being ready.
    bool failAfterReady(qint64 readySinceMs, qint64 steadyMs);
    std::chrono::milliseconds delay(double random) const;
    int failures() const { return m_consecutive; }
    const RestartPolicy& policy() const { return m_policy; }

private:
    RestartPolicy m_policy;
    QList<qint64> m_failedAt;
    int m_consecutive = 0;
};

} // namespace signalbox
