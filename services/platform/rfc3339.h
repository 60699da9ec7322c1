// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace platform {

// In UTC with milliseconds: "2026-01-02T03:04:05.678Z".
std::string rfc3339(std::chrono::system_clock::time_point time);
void appendRfc3339(std::string& text, std::chrono::system_clock::time_point time);

// What a decision needs that is in neither its input nor its store: made anew each time, given so that a test can fix
// it.
struct Surroundings
{
    std::function<std::string()> newId; // UUIDv7
    std::function<std::chrono::system_clock::time_point()> now;
};

} // namespace platform
