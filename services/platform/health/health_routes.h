// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"
#include "platform/metrics.h"
#include "platform/service.h"

#include <atomic>
#include <vector>

namespace platform {

// Routes of the second port: /health/live, /health/ready and /metrics. Ready answers
// {"status": "ready" | "not_ready", "version", "checks": [{"name", "status": "ok" | "failed", "reason"?}]}, with 503
// when it is not. All arguments but the version outlive the routes.
std::vector<HttpRoute> healthRoutes(const ServiceParts& parts,
                                    const std::string& version,
                                    const std::atomic<bool>& draining,
                                    Metrics& metrics);

// "/health" of the first port, for whoever only wants to know that something listens.
HttpRoute plainHealthRoute();

} // namespace platform
