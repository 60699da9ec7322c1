// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace platform {

// What a process of a service does. Api: answers HTTP. Worker: handles events. Scheduler: sends the outbox, keeps
// timers and house. One program does all three, or as many as one asks for with --role, so that each can be scaled by
// itself.
enum class ProcessRole { Api, Worker, Scheduler };

struct ProcessRoles
{
    bool api = true;
    bool worker = true;
    bool scheduler = true;

    bool has(ProcessRole role) const;
    std::string name() const; // "all", or that of the one
};
std::optional<ProcessRoles> parseProcessRoles(std::string_view name); // "api", "worker", "scheduler", "all"

} // namespace platform
