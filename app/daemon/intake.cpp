// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake.h"

namespace signalbox {

void Intake::setWriter(std::unique_ptr<StoreWriter> writer)
{
    {
        const std::lock_guard lock(m_mutex);
        m_writer.swap(writer);
    }
    writer.reset(); // outside of the lock: it writes what is queued
}

bool Intake::isFull(OtlpSignal signal)
{
    const std::lock_guard lock(m_mutex);
    if (!m_writer || signal == OtlpSignal::Metrics)
        return false;
    return signal == OtlpSignal::Traces ? m_writer->isFullOfSpans() : m_writer->isFullOfLines();
}

void Intake::countRefused()
{
    const std::lock_guard lock(m_mutex);
    if (m_writer)
        m_writer->countRefused();
}

void Intake::beginRun(const QString& stackName, const QString& detail)
{
    const std::lock_guard lock(m_mutex);
    if (m_writer)
        m_writer->beginRun(stackName, detail);
}

void Intake::endRun()
{
    const std::lock_guard lock(m_mutex);
    if (m_writer)
        m_writer->endRun();
}

} // namespace signalbox
