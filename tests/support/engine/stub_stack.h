// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/native_engine.h"
#include "support/engine/free_port.h"

namespace signalbox::test {

// A stack of stubs: what each does is said by its words (stub_service.cpp), put into `native.arguments`. Its "http"
// port, when it has one, is what the probe asks.
inline ServiceDefinition stub(const QString& name, const QStringList& words, const QList<Dependency>& dependencies = {})
{
    ServiceDefinition definition;
    definition.name = name;
    definition.native.recipe = Recipe::Binary;
    definition.native.arguments = words;
    definition.dependsOn = dependencies;
    const qsizetype listen = words.indexOf(QStringLiteral("listen"));
    if (listen >= 0)
        definition.native.ports.insert(QStringLiteral("http"), words.value(listen + 1).toInt());
    return definition;
}

inline Result<LaunchPlan> stubPlan(const ServiceDefinition& definition, const LaunchContext& context)
{
    LaunchPlan plan;
    plan.process.program = QStringLiteral(SIGNALBOX_STUB);
    plan.process.arguments = definition.native.arguments;
    plan.process.environment = {{QStringLiteral("PATH"), qEnvironmentVariable("PATH")}};
    plan.process.workingDirectory = context.paths.dataDir(definition.name);
    plan.process.writable = {context.paths.dataDir(definition.name)};
    plan.ports = definition.native.ports;
    plan.probe = HttpProbe{definition.native.ports.value(QStringLiteral("http")), QStringLiteral("/health/ready")};
    plan.stopGrace = std::chrono::milliseconds(300);
    return plan;
}

inline LaunchContext stubContext(const QString& stateDir, const QString& programDir)
{
    LaunchContext context;
    context.paths.stateDir = stateDir;
    context.paths.runtimeDir = stateDir;
    context.programDir = programDir;
    return context;
}

} // namespace signalbox::test
