// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake.h"

namespace signalbox {

void Intake::setWriters(std::unique_ptr<StoreWriter> writer, std::unique_ptr<MetricWriter> metrics)
{
    {
        const std::lock_guard lock(m_mutex);
        m_writer.swap(writer);
        m_metrics.swap(metrics);
    }
    writer.reset(); // outside of the lock: they write what is queued
    metrics.reset();
}

void Intake::add(QList<MetricPoint> points)
{
    const std::lock_guard lock(m_mutex);
    if (m_metrics)
        m_metrics->add(std::move(points));
}

void Intake::add(Scrape scrape)
{
    const std::lock_guard lock(m_mutex);
    if (m_metrics)
        m_metrics->add(std::move(scrape));
}

QString Intake::metricProblem()
{
    const std::lock_guard lock(m_mutex);
    return m_metrics ? m_metrics->problem() : QString();
}

bool Intake::isFull(OtlpSignal signal)
{
    const std::lock_guard lock(m_mutex);
    if (signal == OtlpSignal::Metrics)
        return m_metrics && m_metrics->isFull();
    if (!m_writer)
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
