// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/journey_watch.h"

#include "core/base/when_done.h"

#include <algorithm>

namespace signalbox {

namespace {

constexpr auto askPace = std::chrono::milliseconds(80);

bool sameSteps(const Journey& a, const Journey& b)
{
    const auto same = [](const JourneyStep& x, const JourneyStep& y) {
        return x.kind == y.kind && x.service == y.service && x.what == y.what && x.startNs == y.startNs &&
               x.durationNs == y.durationNs && x.failed == y.failed;
    };
    return std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(), same) &&
           a.complete == b.complete && a.whereNow == b.whereNow;
}

} // namespace

JourneyWatch::JourneyWatch(StoreClient& store, StackSession& session, std::chrono::milliseconds quiet, QObject* parent)
    : QObject(parent)
    , m_store(store)
{
    m_askSoon.setSingleShot(true);
    m_askSoon.setInterval(askPace);
    connect(&m_askSoon, &QTimer::timeout, this, &JourneyWatch::ask);
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quiet);
    connect(&m_quiet, &QTimer::timeout, this, [this] {
        m_settled = m_journey.complete;
        emit changed();
    });
    connect(&session, &StackSession::storeAdvanced, this, [this] {
        if (!m_traceId.isEmpty() && !m_settled && !m_askSoon.isActive())
            m_askSoon.start();
    });
}

void JourneyWatch::watch(const QString& traceId)
{
    m_traceId = traceId;
    m_journey = {};
    m_settled = false;
    m_quiet.stop();
    ++m_latest;
    emit changed();
    if (!m_traceId.isEmpty())
        ask();
}

void JourneyWatch::ask()
{
    whenDone(m_store.journey(m_traceId), this, [this, number = ++m_latest](const Result<Journey>& result) {
        if (number == m_latest && result) // nothing stored of it yet is no news
            takeOver(*result);
    });
}

void JourneyWatch::takeOver(const Journey& journey)
{
    if (sameSteps(journey, m_journey))
        return;
    m_journey = journey;
    m_quiet.start();
    emit changed();
}

} // namespace signalbox
