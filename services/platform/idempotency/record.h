// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <string>
#include <string_view>

namespace platform {

// A key as a request claims it, with what its record has to say about the request.
struct IdempotencyClaim
{
    std::string scope; // idempotencyScope()
    std::string key;
    std::string fingerprint; // requestFingerprint()
    std::string traceparent; // of the request
};

// A key with the answer of its first use: one row of the table `idempotency`, written with the effect.
struct IdempotencyRecord
{
    std::string scope; // idempotencyScope()
    std::string key;
    std::string fingerprint; // 32 bytes
    int status = 0;          // 0: an effect outside of the database is under way, see external_effect.h
    HeaderFields headers;    // entity headers only: Content-Type, Location, ETag
    std::string body;
    std::string traceparent;   // of the first request
    bool leaseExpired = false; // under way for too long: nobody knows what became of it
    double ageSeconds = 0;
};

// What is stored for replays is what the first one gets.
IdempotencyRecord recordOf(const IdempotencyClaim& claim, HttpResponse answer);
HttpResponse answerOf(IdempotencyRecord record);

// Whose key it is: the same key of another user, or in another service, is another key.
std::string idempotencyScope(std::string_view service, const Principal& principal);

// The column `headers`.
std::string headersToJson(const HeaderFields& headers);
HeaderFields headersFromJson(std::string_view json);

// Of Content-Type, in lower case and without parameters; empty when there is none.
std::string mediaTypeOf(const HttpRequest& request);

// SHA-256 over method, path, sorted query, media type and body; a JSON body counts by its canonical form (RFC 8785),
// so white space and the order of members do not matter. `canonicalBody` is empty for a body that is no JSON.
std::string requestFingerprint(const HttpRequest& request, std::string_view canonicalBody);

} // namespace platform
