// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/answers.h"

#include <algorithm>

namespace platform {
namespace {

HttpResponse described(HttpResponse response)
{
    response.headers.emplace_back(
        "Link", "<https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/>; rel=\"describedby\"");
    const bool hasCacheControl = std::any_of(response.headers.begin(), response.headers.end(), [](const auto& field) {
        return field.first == "Cache-Control";
    });
    if (!hasCacheControl)
        response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

} // namespace

HttpResponse idempotencyKeyMissing()
{
    return described(problem(400,
                             "idempotency-key-missing",
                             "Idempotency-Key is missing",
                             "This operation requires the header Idempotency-Key: a quoted string that is new for each "
                             "operation and the same for each try."));
}

HttpResponse idempotencyKeyInvalid(std::string_view detail)
{
    return described(problem(400, "idempotency-key-invalid", "Idempotency-Key is malformed", detail));
}

HttpResponse idempotencyKeyReused()
{
    return described(problem(422,
                             "idempotency-key-reused",
                             "Idempotency-Key was used for another request",
                             "This key belongs to a request with another method, path, query or body. Use a new key."));
}

HttpResponse idempotencyKeyInUse()
{
    HttpResponse response =
        described(problem(409,
                          "idempotency-key-in-use",
                          "A request with this Idempotency-Key is in progress",
                          "The first request with this key has not been answered yet. Try again in a second."));
    response.headers.emplace_back("Retry-After", "1");
    return response;
}

HttpResponse idempotencyOutcomeUnknown()
{
    return described(problem(409,
                             "idempotency-outcome-unknown",
                             "The outcome of the first request is not known",
                             "The first request with this key was interrupted while it had an effect elsewhere. It is "
                             "not carried out again; somebody has to find out what became of it."));
}

HttpResponse replayOf(const IdempotencyRecord& record)
{
    HttpResponse response{.status = record.status, .headers = record.headers, .body = record.body};
    response.headers.emplace_back("Idempotent-Replayed", "true");
    if (!record.traceparent.empty())
        response.headers.emplace_back("Idempotent-Original-Traceparent", record.traceparent);
    return response;
}

} // namespace platform
