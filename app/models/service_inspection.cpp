// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/service_text.h"

#include "core/base/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace signalbox {
namespace {

struct ServiceInspection
{
    Q_DECLARE_TR_FUNCTIONS(ServiceInspection)
};

constexpr int shownLines = 8;

Inspection::Section whySection(const StackSession& session, const ServiceState& state)
{
    Inspection::Section section;
    section.title = ServiceInspection::tr("Why");
    section.paragraph = state.reason;
    for (const QString& name : state.waitingFor) {
        const ServiceState other = session.state(name);
        section.bullets.append({toneOf(other.phase),
                                QStringLiteral("%1: %2").arg(name, phaseWord(other.phase)),
                                other.reason,
                                {Link::Kind::Service, name}});
    }
    return section;
}

Inspection::Section linesSection(const ServiceState& state)
{
    Inspection::Section section;
    section.title = ServiceInspection::tr("Last lines");
    QStringList shown;
    for (const QString& line : state.lastLines.mid(qMax<qsizetype>(0, state.lastLines.size() - shownLines)))
        shown.append(visibleText(line, 400));
    section.block = shown.join(QLatin1Char('\n'));
    return section;
}

// Where the port leads when it speaks HTTP; other protocols are no links.
Link portLink(const QString& role, int port)
{
    if (role == QLatin1String("https"))
        return {Link::Kind::Url, QStringLiteral("https://127.0.0.1:%1/").arg(port)};
    if (role == QLatin1String("http") || role == QLatin1String("admin"))
        return {Link::Kind::Url, QStringLiteral("http://127.0.0.1:%1/").arg(port)};
    if (role == QLatin1String("metrics"))
        return {Link::Kind::Url, QStringLiteral("http://127.0.0.1:%1/metrics").arg(port)};
    return {};
}

Inspection::Section portsSection(const ServiceState& state)
{
    Inspection::Section section;
    section.title = ServiceInspection::tr("Ports");
    for (auto port = state.ports.begin(); port != state.ports.end(); ++port)
        section.rows.append({port.key(),
                             QStringLiteral("127.0.0.1:%1").arg(port.value()),
                             state.isUp() ? portLink(port.key(), port.value()) : Link()});
    return section;
}

Inspection::Section processSection(const ServiceState& state, qint64 nowMs)
{
    Inspection::Section section;
    section.title = ServiceInspection::tr("Process");
    auto& rows = section.rows;
    if (state.pid > 0)
        rows.append({ServiceInspection::tr("pid"), QString::number(state.pid), {}});
    if (state.pid > 0 && state.startedMs > 0) {
        rows.append({ServiceInspection::tr("started"), formatClock(state.startedMs * 1'000'000), {}});
        rows.append({ServiceInspection::tr("running for"), elapsedText(state.startedMs, nowMs), {}});
    }
    if (state.restarts > 0)
        rows.append({ServiceInspection::tr("restarts"), QString::number(state.restarts), {}});
    if (!state.version.isEmpty())
        rows.append({ServiceInspection::tr("version"), visibleText(state.version, 80), {}});
    if (!state.exitSignal.isEmpty())
        rows.append({ServiceInspection::tr("last exit"), state.exitSignal, {}});
    else if (state.exitCode >= 0)
        rows.append({ServiceInspection::tr("last exit"), QString::number(state.exitCode), {}});
    return section;
}

Inspection::Section needsSection(const StackSession& session, const ServiceInfo& info)
{
    Inspection::Section section;
    section.title = ServiceInspection::tr("Needs");
    for (const QString& name : info.dependsOn) {
        const ServiceState other = session.state(name);
        section.bullets.append({toneOf(other.phase), name, {}, {Link::Kind::Service, name}});
    }
    return section;
}

Inspection::Section neededBySection(const StackSession& session, const QString& service)
{
    Inspection::Section section;
    section.title = ServiceInspection::tr("Needed by");
    for (const ServiceInfo& info : session.services())
        if (info.dependsOn.contains(service))
            section.bullets.append(
                {toneOf(session.state(info.name).phase), info.name, {}, {Link::Kind::Service, info.name}});
    return section;
}

Inspection::Section messagesSection(const StackSession& session, const ServiceInfo& info)
{
    Inspection::Section section;
    section.title = ServiceInspection::tr("Messages");
    for (const OutboxState& outbox : session.outboxes())
        if (outbox.service == info.name && outbox.pending >= 0)
            section.rows.append({ServiceInspection::tr("outbox"),
                                 ServiceInspection::tr("%1 pending, %2 dead")
                                     .arg(formatCount(outbox.pending), formatCount(qMax<qint64>(0, outbox.dead))),
                                 {}});
    for (const QueueState& queue : session.broker().queues)
        if (info.queues.contains(queue.name) && queue.ready >= 0)
            section.rows.append({queue.name,
                                 ServiceInspection::tr("%1 ready, %2 in work")
                                     .arg(formatCount(queue.ready), formatCount(qMax<qint64>(0, queue.unacked))),
                                 {Link::Kind::Queue, queue.name}});
    return section;
}

QList<Inspection::Act> topActs(const StackSession& session, const ServiceState& state)
{
    const bool attached = session.phase() == SessionPhase::Attached;
    const bool stopped = state.phase == Phase::Stopped || state.phase == Phase::Failed;
    if (stopped)
        return {{QStringLiteral("start"), ServiceInspection::tr("Start"), {}, attached}};
    return {
        {QStringLiteral("restart"), ServiceInspection::tr("Restart"), {}, attached && state.phase != Phase::Stopping},
        {QStringLiteral("stop"), ServiceInspection::tr("Stop"), {}, attached && state.phase != Phase::Stopping}};
}

void appendFilled(QList<Inspection::Section>& sections, const Inspection::Section& section)
{
    if (!section.paragraph.isEmpty() || !section.block.isEmpty() || !section.rows.isEmpty() ||
        !section.bullets.isEmpty())
        sections.append(section);
}

} // namespace

Inspection inspectService(const StackSession& session, const QString& service, qint64 nowMs)
{
    const auto& services = session.services();
    const auto info = std::ranges::find(services, service, &ServiceInfo::name);
    Inspection inspection;
    if (info == services.end()) {
        inspection.hint = ServiceInspection::tr("Select a service to see why it is in its state.");
        return inspection;
    }
    const ServiceState state = session.state(service);
    inspection.title = service;
    inspection.service = service;
    inspection.tone = toneOf(state.phase);
    inspection.status = state.phase == Phase::Waiting ? stateText(state) : phaseWord(state.phase);
    if (state.sinceMs > 0 && state.phase != Phase::Stopped)
        inspection.status =
            ServiceInspection::tr("%1 for %2").arg(inspection.status, elapsedText(state.sinceMs, nowMs));
    if (session.phase() == SessionPhase::Lost) {
        inspection.tone = StatusTone::Idle;
        inspection.status = ServiceInspection::tr("last seen: %1").arg(phaseWord(state.phase));
    }
    inspection.topActs = topActs(session, state);
    auto& sections = inspection.sections;
    appendFilled(sections, whySection(session, state));
    appendFilled(sections, linesSection(state));
    appendFilled(sections, messagesSection(session, *info));
    appendFilled(sections, processSection(state, nowMs));
    appendFilled(sections, portsSection(state));
    appendFilled(sections, needsSection(session, *info));
    appendFilled(sections, neededBySection(session, service));
    inspection.acts = {{{}, ServiceInspection::tr("Logs"), {Link::Kind::LogsOfService, service}},
                       {{}, ServiceInspection::tr("Traces"), {Link::Kind::TracesOfService, service}}};
    return inspection;
}

} // namespace signalbox
