// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"
#include "platform/openapi/api_document.h"

#include <string>
#include <utility>
#include <vector>

namespace platform {

// What a service says about itself, to anybody. Documents are oldest version first.
struct ServiceDescription
{
    std::string name;
    std::string version;
    bool hasPages = false; // /docs and /redoc, which explain how to call it: where no strangers are
    std::vector<ApiDocument> documents;
};

// `/api/<version>/<service>/openapi.json` for each document, `/<service>/openapi.json` (the newest), `/problems`,
// `/utils/version`, and the pages with what they load. Everything is part of the program: a page asks no other host,
// and its Content-Security-Policy does not let it.
std::vector<HttpRoute> documentationRoutes(ServiceDescription description);

// A prefix of a path and what is meant by it: "/api/orders" → "/api/v2/orders", for every collection of the newest
// document.
using PathAliases = std::vector<std::pair<std::string, std::string>>;
PathAliases newestVersionAliases(const std::vector<ApiDocument>& documents);

// Whether pages are shown in that DEPLOYMENT_ENVIRONMENT.
bool showsPages(std::string_view environment);

} // namespace platform
