// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace signalbox {

// Every bound and timeout of the control interface, in one place.
namespace control_limits {

constexpr qsizetype lineBytes = 4 * 1024 * 1024;         // one message; a longer one ends the connection
constexpr qint64 unsentBytes = 16 * 1024 * 1024;         // a client that does not read is dropped
constexpr std::chrono::milliseconds callTimeout{10'000}; // an order is taken at once, whatever it starts
constexpr std::chrono::milliseconds reconnectDelay{250}; // first try after a loss; doubles up to the next
constexpr std::chrono::milliseconds reconnectDelayMax{2'000};
constexpr std::chrono::milliseconds launchTimeout{20'000}; // a daemon's way to its socket
constexpr std::chrono::milliseconds launchPoll{20};
constexpr std::chrono::milliseconds refusedLinger{500}; // a refused client's time to read why
constexpr std::chrono::seconds idleExit{60}; // a daemon that was started for a client leaves when nothing needs it
constexpr std::chrono::milliseconds noticeInterval{50}; // notifications go out at most 20 times a second

} // namespace control_limits
} // namespace signalbox
