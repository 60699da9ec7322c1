// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/launch_plan.h"

namespace signalbox {

// One function a recipe. They look at the file system (which programs are there, is there a cluster already) and change
// nothing: what is to be written is a step of the plan.
Result<LaunchPlan> postgresPlan(const ServiceDefinition& service, const LaunchContext& context);
Result<LaunchPlan> rabbitmqPlan(const ServiceDefinition& service, const LaunchContext& context);
Result<LaunchPlan> traefikPlan(const ServiceDefinition& service, const LaunchContext& context);
Result<LaunchPlan> binaryPlan(const ServiceDefinition& service, const LaunchContext& context);

// What recipes have in common.
QMap<QString, int> portsInForce(const ServiceDefinition& service, const LaunchContext& context);
QMap<QString, QString> plainEnvironment(const QString& home); // PATH, LANG, HOME
QString findOnPath(const QString& program, const Variables& variables);
Result<QString> requiredVariable(const LaunchContext& context, const QString& service, const QString& name);

} // namespace signalbox
