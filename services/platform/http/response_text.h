// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <string>

namespace platform {

struct ResponseFraming
{
    bool headOnly = false; // HEAD: the fields of the body without the body
    bool keepAlive = true;
    bool oldClient = false; // HTTP/1.0 wants to hear that the connection stays
};

// The bytes of a response (RFC 9112), with Date, Content-Length and Connection.
std::string responseText(const HttpResponse& response, const ResponseFraming& framing);

} // namespace platform
