// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/engine/free_port.h"
#include "support/paths.h"
#include "support/test_stack.h"

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>

namespace signalbox::test {

// Another process of a service of the stack, with the environment of the one that runs, on ports of its own. It is
// ready when its /health/ready says so.
class ServiceInstance
{
public:
    ServiceInstance(const TestStack& stack,
                    const QString& service,
                    const QProcessEnvironment& more = {},
                    const QString& role = QStringLiteral("all"))
        : url(QStringLiteral("http://127.0.0.1:%1").arg(m_http))
        , metricsUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_metrics))
    {
        const QString proc =
            QStringLiteral("/proc/%1").arg(stack.status(service).value(QStringLiteral("pid")).toInteger());
        QFile variables(proc + QStringLiteral("/environ"));
        QVERIFY(variables.open(QIODevice::ReadOnly));
        QProcessEnvironment environment;
        for (const QByteArray& entry : variables.readAll().split('\0'))
            environment.insert(QString::fromUtf8(entry.left(entry.indexOf('='))),
                               QString::fromUtf8(entry.mid(entry.indexOf('=') + 1)));
        environment.insert(more);
        environment.insert(QStringLiteral("HTTP_PORT"), QString::number(m_http));
        environment.insert(QStringLiteral("METRICS_PORT"), QString::number(m_metrics));
        process.setProcessEnvironment(environment);
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(programFolder() + QLatin1Char('/') + service, {QStringLiteral("--role"), role});
    }
    ~ServiceInstance()
    {
        process.terminate();
        if (process.state() != QProcess::NotRunning && !process.waitForFinished(10'000))
            process.kill();
        process.waitForFinished();
    }
    ServiceInstance(const ServiceInstance&) = delete;
    ServiceInstance& operator=(const ServiceInstance&) = delete;

private:
    const int m_http = freePort();
    const int m_metrics = freePort();

public:
    const QString url;
    const QString metricsUrl;
    QProcess process;
};

} // namespace signalbox::test
