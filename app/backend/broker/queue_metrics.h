// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/broker_state.h"

#include <QHash>

namespace signalbox {

// Turns scrapes of RabbitMQ's `/metrics/detailed` into depths and rates of queues. Rates are differences between two
// scrapes, added up over channels: a channel that is closed takes its counters with it, and is left out.
class QueueMetrics
{
public:
    // The path and query of what update() wants to read.
    static QByteArray path();

    // Sets what the scrape says in `queues`, adding those that the definitions do not know.
    void update(QList<QueueState>& queues, const QByteArray& scrape, qint64 nowMs);
    void forget(); // the next scrape is another broker's

private:
    struct Counter
    {
        QString queue;
        bool publishes = false; // else delivers
        double value = 0;
    };
    using Counters = QHash<QByteArray, Counter>; // by series

    struct Rates
    {
        double publish = -1; // messages/s; -1: not known yet
        double deliver = -1;
    };

    void takeCounters(const QList<QueueState>& queues, Counters counters, qint64 nowMs);
    double rate(const Counters& now, const QString& queue, bool publishes, double seconds) const;

    Counters m_counters;
    QHash<QString, Rates> m_rates; // by queue
    qint64 m_atMs = 0;
};

} // namespace signalbox
