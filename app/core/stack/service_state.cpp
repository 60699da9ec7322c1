// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/service_state.h"

#include <QJsonArray>

#include <array>

namespace signalbox {
namespace {

constexpr std::array allPhases{Phase::Stopped,
                               Phase::Waiting,
                               Phase::Preparing,
                               Phase::Starting,
                               Phase::Ready,
                               Phase::Unhealthy,
                               Phase::Stopping,
                               Phase::Backoff,
                               Phase::Failed};

QStringList stringsFrom(const QJsonValue& value)
{
    QStringList strings;
    const QJsonArray array = value.toArray();
    for (const auto& item : array)
        strings.append(item.toString());
    return strings;
}

QJsonObject portsToJson(const QMap<QString, int>& ports)
{
    QJsonObject object;
    for (auto port = ports.cbegin(); port != ports.cend(); ++port)
        object.insert(port.key(), port.value());
    return object;
}

QMap<QString, int> portsFrom(const QJsonObject& object)
{
    QMap<QString, int> ports;
    for (auto port = object.begin(); port != object.end(); ++port)
        ports.insert(port.key(), port.value().toInt());
    return ports;
}

} // namespace

QString phaseName(Phase phase)
{
    switch (phase) {
    case Phase::Stopped: return QStringLiteral("stopped");
    case Phase::Waiting: return QStringLiteral("waiting");
    case Phase::Preparing: return QStringLiteral("preparing");
    case Phase::Starting: return QStringLiteral("starting");
    case Phase::Ready: return QStringLiteral("ready");
    case Phase::Unhealthy: return QStringLiteral("unhealthy");
    case Phase::Stopping: return QStringLiteral("stopping");
    case Phase::Backoff: return QStringLiteral("backoff");
    case Phase::Failed: return QStringLiteral("failed");
    }
    Q_UNREACHABLE();
}

Phase phaseFromName(const QString& name)
{
    for (const Phase phase : allPhases) {
        if (phaseName(phase) == name)
            return phase;
    }
    return Phase::Stopped;
}

QJsonObject toJson(const ServiceState& state)
{
    return {{QStringLiteral("service"), state.service},
            {QStringLiteral("phase"), phaseName(state.phase)},
            {QStringLiteral("reason"), state.reason},
            {QStringLiteral("since_ms"), state.sinceMs},
            {QStringLiteral("started_ms"), state.startedMs},
            {QStringLiteral("restarts"), state.restarts},
            {QStringLiteral("pid"), state.pid},
            {QStringLiteral("exit_code"), state.exitCode},
            {QStringLiteral("exit_signal"), state.exitSignal},
            {QStringLiteral("waiting_for"), QJsonArray::fromStringList(state.waitingFor)},
            {QStringLiteral("last_lines"), QJsonArray::fromStringList(state.lastLines)},
            {QStringLiteral("ports"), portsToJson(state.ports)},
            {QStringLiteral("cpu_percent"), state.cpuPercent},
            {QStringLiteral("memory_bytes"), state.memoryBytes},
            {QStringLiteral("version"), state.version}};
}

ServiceState serviceStateFromJson(const QJsonObject& object)
{
    ServiceState state;
    state.service = object[QLatin1String("service")].toString();
    state.phase = phaseFromName(object[QLatin1String("phase")].toString());
    state.reason = object[QLatin1String("reason")].toString();
    state.sinceMs = object[QLatin1String("since_ms")].toInteger();
    state.startedMs = object[QLatin1String("started_ms")].toInteger();
    state.restarts = object[QLatin1String("restarts")].toInt();
    state.pid = object[QLatin1String("pid")].toInteger();
    state.exitCode = object[QLatin1String("exit_code")].toInt(-1);
    state.exitSignal = object[QLatin1String("exit_signal")].toString();
    state.waitingFor = stringsFrom(object[QLatin1String("waiting_for")]);
    state.lastLines = stringsFrom(object[QLatin1String("last_lines")]);
    state.ports = portsFrom(object[QLatin1String("ports")].toObject());
    state.cpuPercent = object[QLatin1String("cpu_percent")].toDouble(-1);
    state.memoryBytes = object[QLatin1String("memory_bytes")].toInteger(-1);
    state.version = object[QLatin1String("version")].toString();
    return state;
}

} // namespace signalbox
