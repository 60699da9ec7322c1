// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/broker/queue_metrics.h"
#include "core/base/result.h"
#include "core/stack/broker_state.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace signalbox {

// Looks at a RabbitMQ each second: exchanges, queues and bindings from its definitions, depths, consumers and rates
// from its prometheus plugin. Says something only when something is different. Daemon's main thread, asynchronous.
class BrokerWatcher : public QObject
{
    Q_OBJECT

public:
    explicit BrokerWatcher(QObject* parent = nullptr);

    // The JSON that the broker was started with. A broken one leaves the last good topology.
    Result<void> setDefinitions(const QByteArray& json);
    // Watches the broker whose metrics are on this port of 127.0.0.1; call when it is up.
    void start(int metricsPort, std::chrono::milliseconds interval = std::chrono::seconds(1));
    // The broker is down on purpose: counts become unknown, and that is no problem.
    void stop();

    const BrokerState& state() const { return m_state; }

signals:
    void changed(const signalbox::BrokerState& state);

private:
    void ask();
    void takeScrape(const QByteArray& scrape);
    void takeProblem(const QString& problem);
    void publish(BrokerState next);

    QNetworkAccessManager m_network;
    QTimer m_timer;
    QueueMetrics m_metrics;
    BrokerState m_topology; // from the definitions
    BrokerState m_state;
    int m_port = 0;
    int m_round = 0; // answers of an earlier start() are late
    bool m_asking = false;
};

} // namespace signalbox
