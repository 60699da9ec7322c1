// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/metric_writer.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

class QNetworkReply;

namespace signalbox {

// Asks the /metrics endpoints of services that are up, all at once and then not again for the interval, so that an
// idle stack wakes us rarely. Answers go to the writer as they come; reading them is its work. One that does not
// answer is asked less and less often, up to once a minute. Lives on the main thread.
class MetricScraper : public QObject
{
    Q_OBJECT

public:
    using Sink = std::function<void(Scrape)>;

    explicit MetricScraper(Sink sink, QObject* parent = nullptr);

    void setInterval(std::chrono::milliseconds interval); // 5 s until it is set
    void start(const QString& service, const QString& url);
    void stop(const QString& service);
    QMap<QString, QString> problems() const; // by service: why its metrics are not there, a sentence

private:
    struct Target
    {
        QString url;
        QString problem;
        qint64 asked = 0; // number of the request that is under way; 0 = none
        int failures = 0; // in a row
        int skip = 0;     // intervals to wait
    };

    void askAll();
    void ask(const QString& service, Target& target);
    void takeAnswer(const QString& service, qint64 number, QNetworkReply& reply);

    Sink m_sink;
    QNetworkAccessManager m_network;
    QTimer m_timer;
    QMap<QString, Target> m_targets;
    qint64 m_number = 0;
};

} // namespace signalbox
