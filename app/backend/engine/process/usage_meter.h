// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/process/proc.h"

#include <QHash>

namespace signalbox {

// CPU time and memory of one process tree, cheap enough to be asked every second. Who belongs to the tree, and how
// much memory it has, is looked up every few samples only: both cost more than all the rest.
class UsageMeter
{
public:
    struct Usage
    {
        double cpuPercent = -1; // of one core since the sample before; -1 = first sample
        qint64 memoryBytes = -1;
    };

    Usage sample(qint64 root, qint64 steadyMs);

private:
    struct Seen
    {
        qint64 startTicks = 0;
        qint64 cpuTicks = 0;
    };

    void refresh(qint64 root);

    qint64 m_root = 0;
    int m_samples = 0;
    qint64 m_lastMs = 0;
    QHash<qint64, Seen> m_processes;
    qint64 m_memoryBytes = -1;
};

} // namespace signalbox
