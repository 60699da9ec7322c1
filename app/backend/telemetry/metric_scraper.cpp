// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/metric_scraper.h"

#include "core/base/format.h"

#include <QNetworkReply>
#include <QUrl>

#include <algorithm>

namespace signalbox {
namespace {

constexpr std::chrono::milliseconds usualInterval{5000};
constexpr int scrapeTimeoutMs = 4000;
constexpr qint64 largestAnswer = 8LL * 1024 * 1024;
constexpr int mostSkipped = 12; // intervals: a minute
// Exemplars come in OpenMetrics alone.
constexpr char accepted[] = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5";

} // namespace

MetricScraper::MetricScraper(Sink sink, QObject* parent)
    : QObject(parent)
    , m_sink(std::move(sink))
{
    m_network.setTransferTimeout(scrapeTimeoutMs);
    m_timer.setInterval(usualInterval);
    connect(&m_timer, &QTimer::timeout, this, &MetricScraper::askAll);
}

void MetricScraper::setInterval(std::chrono::milliseconds interval)
{
    m_timer.setInterval(interval);
}

void MetricScraper::start(const QString& service, const QString& url)
{
    Target& target = m_targets[service];
    if (target.url == url)
        return;
    target = {};
    target.url = url;
    if (!m_timer.isActive())
        m_timer.start();
    ask(service, target);
}

void MetricScraper::stop(const QString& service)
{
    m_targets.remove(service);
    if (m_targets.isEmpty())
        m_timer.stop();
}

QMap<QString, QString> MetricScraper::problems() const
{
    QMap<QString, QString> problems;
    for (auto target = m_targets.begin(); target != m_targets.end(); ++target) {
        if (!target->problem.isEmpty())
            problems.insert(target.key(), target->problem);
    }
    return problems;
}

void MetricScraper::askAll()
{
    for (auto target = m_targets.begin(); target != m_targets.end(); ++target) {
        if (target->asked != 0)
            continue;
        if (target->skip > 0)
            --target->skip;
        else
            ask(target.key(), *target);
    }
}

void MetricScraper::ask(const QString& service, Target& target)
{
    QNetworkRequest request{QUrl(target.url)};
    request.setRawHeader("Accept", accepted);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    QNetworkReply* reply = m_network.get(request);
    const qint64 number = ++m_number;
    target.asked = number;
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64) {
        if (received > largestAnswer)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, service, number] {
        reply->deleteLater();
        takeAnswer(service, number, *reply);
    });
}

void MetricScraper::takeAnswer(const QString& service, qint64 number, QNetworkReply& reply)
{
    const auto target = m_targets.find(service);
    if (target == m_targets.end() || target->asked != number)
        return; // of a service that went
    target->asked = 0;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (reply.error() == QNetworkReply::NoError && status == 200) {
        target->failures = 0;
        target->problem.clear();
        m_sink({service, nowNanoseconds(), reply.readAll()});
        return;
    }
    ++target->failures;
    target->skip = std::min(target->failures * target->failures - 1, mostSkipped - 1);
    target->problem =
        status > 0 && status != 200
            ? tr("%1 answers with status %2 instead of metrics at %3.").arg(service).arg(status).arg(target->url)
            : tr("%1 does not answer at %2 with metrics (%3).").arg(service, target->url, reply.errorString());
}

} // namespace signalbox
