// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/engine.h"
#include "backend/engine/launch_plan.h"
#include "backend/engine/process/confinement.h"
#include "backend/engine/process/usage_meter.h"
#include "backend/engine/supervision/startup_waterfall.h"
#include "backend/engine/supervision/supervision.h"

#include <QThreadPool>
#include <QTimer>

#include <functional>

namespace signalbox {

class ServiceRunner;

// Runs the services of a stack as supervised processes on loopback. Joins the pure supervision with the runners that
// know processes, and tells what is observed. Lives as long as the daemon, on its main thread; when it is destroyed,
// or the daemon dies, everything it started is gone.
class NativeEngine final : public Engine
{
    Q_OBJECT

public:
    using Planner = std::function<Result<LaunchPlan>(const ServiceDefinition&, const LaunchContext&)>;

    struct Options
    {
        QString guarantee = qEnvironmentVariable("SIGNALBOX_GUARANTEE"); // "namespaces", "reaper", empty = what works
        Planner planner = makeLaunchPlan;
        RestartPolicy restarts;
    };

    NativeEngine(StackFile stack, LaunchContext context, QObject* parent = nullptr);
    NativeEngine(StackFile stack, LaunchContext context, const Options& options, QObject* parent = nullptr);
    ~NativeEngine() override;

    QString name() const override { return QStringLiteral("native"); }
    QString guarantee() const override { return m_guarantee; }
    void start(const QSet<QString>& services) override;
    void stop(const QSet<QString>& services) override;
    void restart(const QString& service) override;
    QList<ServiceState> states() const override { return m_supervision.states(); }
    QList<StartupStep> startup() const override { return m_waterfall.steps(); }
    QString logFile(const QString& service) const override;
    Variables variables() const override { return m_context.variables; }

    // A stack of the same shape (isSameShape); each service takes its new definition at its next start.
    void redefine(const StackFile& stack, const Variables& variables);
    QStringList outdated() const; // those that run with an older definition, in file order

    // Stops everything in order; `finished` comes when nothing runs any more, at once when nothing does.
    void shutdown();

signals:
    void finished();

private:
    void addRunners(const Confinement& confinement, const Planner& planner);
    Result<LaunchPlan> planFor(const QString& service, const Planner& planner);
    void endLeftovers() const;
    void observe(const QString& service, const SupervisionEvent& event);
    void carryOut(const Supervision::Tasks& tasks);
    void publish(); // what changed since the last time
    void measure();

    StackFile m_stack;
    LaunchContext m_context;
    QString m_guarantee;
    QString m_problem; // why nothing can be started at all
    Supervision m_supervision;
    StartupWaterfall m_waterfall;
    QThreadPool m_probes;
    QMap<QString, ServiceRunner*> m_runners;
    QMap<QString, ServiceDefinition> m_begun; // what each was last started with
    QMap<QString, ServiceState> m_published;
    QMap<QString, UsageMeter> m_meters;
    QTimer m_measuring;
    bool m_shuttingDown = false;
};

} // namespace signalbox
