// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <chrono>

namespace signalbox {

// In which phase an exchange was when it ended without a response.
enum class HttpPhase { Resolve, Connect, Tls, Send, Wait, Receive };

// What is known of an exchange that failed.
struct HttpFailure
{
    int curlCode = 0;
    QString host;
    int port = 0;
    HttpPhase phase = HttpPhase::Connect;
    std::chrono::milliseconds timeout{0};
    bool tooLarge = false;
    QString detail; // curl's own words
};

// A sentence that names host and port, the phase, and what to do next.
Error httpProblem(const HttpFailure& failure);

} // namespace signalbox
