// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/process_role.h"

namespace platform {

bool ProcessRoles::has(ProcessRole role) const
{
    switch (role) {
    case ProcessRole::Api: return api;
    case ProcessRole::Worker: return worker;
    case ProcessRole::Scheduler: break;
    }
    return scheduler;
}

std::string ProcessRoles::name() const
{
    if (api && worker && scheduler)
        return "all";
    return api ? "api" : worker ? "worker" : "scheduler";
}

std::optional<ProcessRoles> parseProcessRoles(std::string_view name)
{
    if (name == "all")
        return ProcessRoles{};
    const ProcessRoles roles{name == "api", name == "worker", name == "scheduler"};
    const bool known = roles.api || roles.worker || roles.scheduler;
    return known ? std::optional(roles) : std::nullopt;
}

} // namespace platform
