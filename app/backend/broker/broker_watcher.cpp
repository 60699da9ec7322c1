// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/broker/broker_watcher.h"

#include "backend/broker/broker_definitions.h"

#include <QDateTime>
#include <QNetworkReply>
#include <QUrl>

namespace signalbox {
namespace {

constexpr int transferTimeoutMs = 2000;

} // namespace

BrokerWatcher::BrokerWatcher(QObject* parent)
    : QObject(parent)
{
    m_network.setTransferTimeout(transferTimeoutMs);
    connect(&m_timer, &QTimer::timeout, this, &BrokerWatcher::ask);
}

Result<void> BrokerWatcher::setDefinitions(const QByteArray& json)
{
    auto parsed = parseBrokerDefinitions(json);
    if (!parsed)
        return tl::unexpected(parsed.error());
    m_topology = std::move(*parsed);
    BrokerState next = m_topology;
    next.problem = m_state.problem;
    for (QueueState& queue : next.queues) {
        for (const QueueState& known : std::as_const(m_state.queues)) {
            if (known.name == queue.name) {
                queue.ready = known.ready;
                queue.unacked = known.unacked;
                queue.consumers = known.consumers;
            }
        }
    }
    publish(std::move(next));
    return {};
}

void BrokerWatcher::start(int metricsPort, std::chrono::milliseconds interval)
{
    if (m_timer.isActive() && metricsPort == m_port)
        return;
    ++m_round;
    m_asking = false;
    m_port = metricsPort;
    m_metrics.forget();
    m_timer.start(interval);
    ask();
}

void BrokerWatcher::stop()
{
    ++m_round;
    m_asking = false;
    m_timer.stop();
    m_metrics.forget();
    publish(m_topology);
}

void BrokerWatcher::ask()
{
    if (m_asking)
        return;
    m_asking = true;
    QNetworkRequest request(
        QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(QString::fromLatin1(QueueMetrics::path()))));
    QNetworkReply* reply = m_network.get(request);
    connect(reply, &QNetworkReply::finished, this, [this, reply, round = m_round] {
        reply->deleteLater();
        if (round != m_round)
            return;
        m_asking = false;
        if (reply->error() == QNetworkReply::NoError)
            takeScrape(reply->readAll());
        else
            takeProblem(reply->errorString());
    });
}

void BrokerWatcher::takeScrape(const QByteArray& scrape)
{
    BrokerState next = m_topology;
    m_metrics.update(next.queues, scrape, QDateTime::currentMSecsSinceEpoch());
    publish(std::move(next));
}

void BrokerWatcher::takeProblem(const QString& problem)
{
    BrokerState next = m_state;
    next.problem =
        tr("The broker's metrics on port %1 do not answer (%2). What is shown of its queues is the last answer.")
            .arg(m_port)
            .arg(problem);
    publish(std::move(next));
}

void BrokerWatcher::publish(BrokerState next)
{
    next.observedMs = m_state.observedMs; // that time goes on is no news
    if (next == m_state)
        return;
    next.observedMs = QDateTime::currentMSecsSinceEpoch();
    m_state = std::move(next);
    emit changed(m_state);
}

} // namespace signalbox
