// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/process/usage_meter.h"

#include <unistd.h>

#include <algorithm>

namespace signalbox {

namespace {

constexpr int samplesBetweenLooks = 5;

} // namespace

void UsageMeter::refresh(qint64 root)
{
    QHash<qint64, Seen> processes;
    qint64 memory = 0;
    const QList<qint64> pids = proc::tree(root);
    for (const qint64 pid : pids) {
        processes.insert(pid, m_processes.value(pid));
        memory += std::max<qint64>(0, proc::memoryBytes(pid));
    }
    m_processes = processes;
    m_memoryBytes = pids.isEmpty() ? -1 : memory;
}

UsageMeter::Usage UsageMeter::sample(qint64 root, qint64 steadyMs)
{
    if (root != m_root) {
        *this = UsageMeter();
        m_root = root;
    }
    const bool first = m_samples == 0;
    if (m_samples++ % samplesBetweenLooks == 0)
        refresh(root);

    qint64 ticks = 0;
    for (auto it = m_processes.begin(); it != m_processes.end(); ++it) {
        const proc::Stat stat = proc::stat(it.key());
        const bool known = it->startTicks == stat.startTicks && it->startTicks != 0;
        if (known)
            ticks += std::max<qint64>(0, stat.cpuTicks - it->cpuTicks);
        *it = {stat.startTicks, stat.cpuTicks};
    }
    const qint64 elapsed = steadyMs - std::exchange(m_lastMs, steadyMs);
    if (first || elapsed <= 0)
        return {-1, m_memoryBytes};
    const double seconds = double(ticks) / double(sysconf(_SC_CLK_TCK));
    return {100.0 * seconds / (double(elapsed) / 1000.0), m_memoryBytes};
}

} // namespace signalbox
