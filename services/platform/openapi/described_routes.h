// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"
#include "platform/openapi/api_document.h"

#include <vector>

namespace platform {

// The routes, each held to its operation: what the document does not allow never reaches the handler. Throws
// std::invalid_argument when a route has no operation, an operation has no route, or they disagree on who may ask.
std::vector<HttpRoute> describedRoutes(std::vector<HttpRoute> routes, const std::vector<ApiDocument>& documents);

} // namespace platform
