// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/collectors.h"

#include "backend/control/stack_info.h"
#include "core/base/format.h"

namespace signalbox {
namespace {

constexpr qint64 metricBudgetBytes = 100'000'000; // of the stack's budget

// The values that must not be found in the store.
QStringList secretsOf(const OpenedStack& stack)
{
    QStringList secrets{stack.variables.value(QStringLiteral("SIGNALBOX_OTLP_KEY"))};
    for (const QString& name : stack.file.secrets)
        secrets.append(stack.variables.value(name));
    secrets.removeAll(QString());
    return secrets;
}

} // namespace

Collectors::Collectors(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_engine(parts.engine)
    , m_intake(parts.intake)
    , m_stackName(parts.stack.file.name)
    , m_scraper([intake = &parts.intake](Scrape answer) { intake->add(std::move(answer)); })
{
    openStore(parts);
    m_tails = std::make_unique<LogTails>([intake = &m_intake](QList<LogLine> lines) { intake->add(std::move(lines)); });
    for (const ServiceDefinition& service : parts.stack.file.services)
        m_tails->follow(service.name, m_engine.logFile(service.name));
    for (const ServiceDefinition& service : parts.stack.file.services) {
        if (const QString url = metricsUrl(service, parts.stack.variables); !url.isEmpty())
            m_metricUrls.insert(service.name, url);
    }
    connect(&m_engine, &Engine::stateChanged, this, &Collectors::record);
    connect(&m_engine, &Engine::stateChanged, this, &Collectors::scrape);
}

Collectors::~Collectors()
{
    m_tails.reset();
    m_intake.setWriters(nullptr, nullptr);
}

void Collectors::openStore(const Parts& parts)
{
    StoreWriter::Settings settings;
    settings.secrets = secretsOf(parts.stack);
    settings.budgetBytes -= metricBudgetBytes;
    auto opened = StoreWriter::open(parts.paths.stateDir, settings);
    if (!opened) {
        m_storeProblem = opened.error().message;
        return;
    }
    StoreWriter* writer = opened->get();
    m_storeProblem = writer->warning();
    connect(writer, &StoreWriter::advanced, &parts.feed, [feed = &parts.feed](qint64 spans, qint64 logs, qint64 rows) {
        feed->setMarks({spans, logs, rows});
    });
    connect(writer, &StoreWriter::problem, this, &Collectors::say);
    auto metrics =
        MetricWriter::open(parts.paths.stateDir, {.budgetBytes = metricBudgetBytes, .secrets = settings.secrets});
    m_intake.setWriters(std::move(*opened), metrics ? std::move(*metrics) : nullptr);
}

void Collectors::record(const ServiceState& state)
{
    const auto known = m_phases.constFind(state.service);
    if (known != m_phases.constEnd() && *known == state.phase)
        return;
    m_phases.insert(state.service, state.phase);
    const bool running = std::any_of(m_phases.begin(), m_phases.end(), [](Phase phase) {
        return phase != Phase::Stopped && phase != Phase::Failed;
    });
    if (running && !m_inRun)
        m_intake.beginRun(m_stackName, m_engine.name());
    m_intake.add(StateChange{nowNanoseconds(), state.service, phaseName(state.phase), state.reason});
    if (!running && m_inRun)
        m_intake.endRun();
    m_inRun = running;
}

void Collectors::scrape(const ServiceState& state)
{
    const auto url = m_metricUrls.constFind(state.service);
    if (url == m_metricUrls.constEnd())
        return;
    if (state.isUp())
        m_scraper.start(state.service, *url);
    else
        m_scraper.stop(state.service);
}

void Collectors::say(const QString& storeProblem)
{
    m_storeProblem = storeProblem;
    emit storeProblemChanged();
}

} // namespace signalbox
