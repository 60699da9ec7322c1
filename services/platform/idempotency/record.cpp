// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/record.h"

#include "platform/json_text.h"
#include "platform/sha256.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace platform {
namespace {

// Length before content: no two different lists of parts have the same bytes.
void appendPart(std::string& text, std::string_view part)
{
    text += std::to_string(part.size());
    text += ':';
    text += part;
}

} // namespace

std::string mediaTypeOf(const HttpRequest& request)
{
    std::string_view type = request.header("content-type").value_or("");
    type = type.substr(0, type.find(';'));
    while (!type.empty() && type.back() == ' ')
        type.remove_suffix(1);
    std::string lower(type);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

IdempotencyRecord recordOf(const IdempotencyClaim& claim, HttpResponse answer)
{
    return {.scope = claim.scope,
            .key = claim.key,
            .fingerprint = claim.fingerprint,
            .status = answer.status,
            .headers = std::move(answer.headers),
            .body = std::move(answer.body),
            .traceparent = claim.traceparent};
}

HttpResponse answerOf(IdempotencyRecord record)
{
    return {record.status, std::move(record.headers), std::move(record.body)};
}

std::string idempotencyScope(std::string_view service, const Principal& principal)
{
    std::string scope;
    appendPart(scope, service);
    appendPart(scope, principal.issuer);
    appendPart(scope, principal.subject);
    return scope;
}

std::string headersToJson(const HeaderFields& headers)
{
    std::string json = "[";
    for (const auto& [name, value] : headers) {
        json += json.size() > 1 ? ",[" : "[";
        appendJsonString(json, name);
        json += ',';
        appendJsonString(json, value);
        json += ']';
    }
    return json + ']';
}

HeaderFields headersFromJson(std::string_view json)
{
    HeaderFields headers;
    const auto fields = nlohmann::json::parse(json, nullptr, false);
    for (const auto& field : fields) {
        if (field.is_array() && field.size() == 2 && field[0].is_string() && field[1].is_string())
            headers.emplace_back(field[0].get<std::string>(), field[1].get<std::string>());
    }
    return headers;
}

std::string requestFingerprint(const HttpRequest& request, std::string_view canonicalBody)
{
    auto query = request.query;
    std::sort(query.begin(), query.end());
    std::string text;
    appendPart(text, request.method);
    appendPart(text, request.path);
    appendPart(text, std::to_string(query.size()));
    for (const auto& [name, value] : query) {
        appendPart(text, name);
        appendPart(text, value);
    }
    appendPart(text, mediaTypeOf(request));
    appendPart(text, canonicalBody.empty() ? std::string_view(request.body) : canonicalBody);
    return sha256(text);
}

} // namespace platform
