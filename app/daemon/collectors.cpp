// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/collectors.h"

#include "core/base/format.h"

namespace signalbox {
namespace {

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
{
    openStore(parts);
    m_tails = std::make_unique<LogTails>([intake = &m_intake](QList<LogLine> lines) { intake->add(std::move(lines)); });
    for (const ServiceDefinition& service : parts.stack.file.services)
        m_tails->follow(service.name, m_engine.logFile(service.name));
    connect(&m_engine, &Engine::stateChanged, this, &Collectors::record);
}

Collectors::~Collectors()
{
    m_tails.reset();
    m_intake.setWriter(nullptr);
}

void Collectors::openStore(const Parts& parts)
{
    StoreWriter::Settings settings;
    settings.secrets = secretsOf(parts.stack);
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
    m_intake.setWriter(std::move(*opened));
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

void Collectors::say(const QString& storeProblem)
{
    m_storeProblem = storeProblem;
    emit storeProblemChanged();
}

} // namespace signalbox
