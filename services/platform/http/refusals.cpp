// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/refusals.h"

namespace platform {

HttpResponse badRequest(std::string_view detail)
{
    return problem(400, "bad-request", "Bad request", detail);
}

HttpResponse requestTimeout()
{
    return problem(408, "request-timeout", "Request timeout", "The request did not arrive in time.");
}

HttpResponse bodyTooLarge()
{
    return problem(413, "body-too-large", "Body too large", "The body of the request is larger than allowed.");
}

HttpResponse targetTooLong()
{
    return problem(414, "target-too-long", "URI too long", "The request target is longer than allowed.");
}

HttpResponse tooManyBodies()
{
    HttpResponse response =
        problem(503, "too-many-bodies", "Try again", "The server holds as many bodies as it can at the moment.");
    response.headers.emplace_back("Retry-After", "1");
    return response;
}

HttpResponse tooManyConnections()
{
    HttpResponse response =
        problem(503, "too-many-connections", "Try again", "The server has as many connections as it takes.");
    response.headers.emplace_back("Retry-After", "1");
    return response;
}

HttpResponse headTooLarge(std::string_view detail)
{
    return problem(431, "headers-too-large", "Header fields too large", detail);
}

} // namespace platform
