// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <string>

namespace platform {

// Fetches a small document over plain HTTP and blocks until it is there, so only for background threads. Meant for
// services on the same host or network (JWKS); answers the body of a 200, else a sentence.
tl::expected<std::string, std::string> httpGet(const std::string& url, std::chrono::milliseconds timeout);

} // namespace platform
