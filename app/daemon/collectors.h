// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/control/stack_feed.h"
#include "backend/engine/engine.h"
#include "backend/engine/stack_variables.h"
#include "backend/telemetry/log_tails.h"
#include "backend/telemetry/metric_scraper.h"
#include "core/base/state_paths.h"
#include "daemon/intake.h"

#include <QObject>

#include <memory>

namespace signalbox {

// What is gathered of one stack besides what it sends: the lines, metrics and states of its services, and which run
// they belong to. Opens the store and closes it again with the stack.
class Collectors : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        const OpenedStack& stack;
        const StatePaths& paths;
        Engine& engine;
        Intake& intake;
        StackFeed& feed;
    };

    explicit Collectors(const Parts& parts, QObject* parent = nullptr);
    ~Collectors() override; // what was read is written

    QString storeProblem() const { return m_storeProblem; }
    QMap<QString, QString> metricProblems() const { return m_scraper.problems(); } // by service, sentences

signals:
    void storeProblemChanged();

private:
    void openStore(const Parts& parts);
    void record(const ServiceState& state);
    void scrape(const ServiceState& state);
    void say(const QString& storeProblem);

    Engine& m_engine;
    Intake& m_intake;
    QString m_stackName;
    QString m_storeProblem;
    QMap<QString, Phase> m_phases;
    bool m_inRun = false;
    QMap<QString, QString> m_metricUrls; // by service
    MetricScraper m_scraper;
    std::unique_ptr<LogTails> m_tails;
};

} // namespace signalbox
