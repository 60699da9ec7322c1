// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/stack_change.h"

#include <algorithm>

namespace signalbox {
namespace {

ServiceDefinition withoutLooks(ServiceDefinition service)
{
    service.line = 0;
    service.color.clear();
    service.kind.clear();
    service.openapi.clear();
    service.database.clear();
    service.queues.clear();
    return service;
}

// Everything that is not named here counts as shape, so that what is added later is careful by itself.
ServiceDefinition shapeOf(const ServiceDefinition& service)
{
    ServiceDefinition shape = withoutLooks(service);
    shape.image.clear();
    shape.environment.clear();
    shape.readyPath.clear();
    shape.native.program.clear();
    shape.native.arguments.clear();
    shape.native.migrate = false;
    shape.native.migrateEnvironment.clear();
    shape.native.databases.clear();
    shape.native.config.clear();
    shape.native.startTimeout = {};
    return shape;
}

} // namespace

bool isSameShape(const StackFile& before, const StackFile& now)
{
    return before.name == now.name && before.secrets == now.secrets && before.edgeHost == now.edgeHost &&
           std::equal(before.services.begin(),
                      before.services.end(),
                      now.services.begin(),
                      now.services.end(),
                      [](const ServiceDefinition& a, const ServiceDefinition& b) { return shapeOf(a) == shapeOf(b); });
}

bool isSameProcess(const ServiceDefinition& before, const ServiceDefinition& now)
{
    return withoutLooks(before) == withoutLooks(now);
}

} // namespace signalbox
