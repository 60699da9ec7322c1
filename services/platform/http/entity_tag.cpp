// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/entity_tag.h"

#include <algorithm>

namespace platform {
namespace {

void skipSpace(std::string_view& text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
}

// RFC 9110, 8.8.3: etagc is anything visible but the quotation mark.
bool isTagCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x21 || (byte >= 0x23 && byte != 0x7f);
}

// Takes one entity tag off the front of `text`.
bool takeTag(std::string_view& text, IfMatch& match)
{
    const bool weak = text.starts_with("W/");
    text.remove_prefix(weak ? 2 : 0);
    if (!text.starts_with('"'))
        return false;
    const auto end = text.find('"', 1);
    if (end == std::string_view::npos || !std::all_of(text.begin() + 1, text.begin() + end, isTagCharacter))
        return false;
    if (!weak)
        match.tags.emplace_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
    return true;
}

} // namespace

bool IfMatch::matches(std::string_view etag) const
{
    return any || std::find(tags.begin(), tags.end(), etag) != tags.end();
}

std::optional<IfMatch> parseIfMatch(std::string_view value)
{
    IfMatch match;
    skipSpace(value);
    if (value.starts_with('*')) {
        value.remove_prefix(1);
        skipSpace(value);
        match.any = true;
        return value.empty() ? std::optional(match) : std::nullopt;
    }
    while (takeTag(value, match)) {
        skipSpace(value);
        if (value.empty())
            return match;
        if (!value.starts_with(','))
            return std::nullopt;
        value.remove_prefix(1);
        skipSpace(value);
    }
    return std::nullopt;
}

std::optional<IfMatch> ifMatchOf(const HttpRequest& request)
{
    if (request.headerCount("if-match") != 1)
        return std::nullopt;
    return parseIfMatch(*request.header("if-match"));
}

HttpResponse preconditionFailed()
{
    return problem(412,
                   "precondition-failed",
                   "Precondition failed",
                   "The resource has changed since: its ETag is none of those in If-Match. Read it again.");
}

HttpResponse preconditionRequired()
{
    return problem(428,
                   "precondition-required",
                   "If-Match is missing",
                   "This operation requires the header If-Match with the ETag of the resource as it was read.");
}

HttpResponse malformedIfMatch()
{
    return problem(400,
                   "if-match-invalid",
                   "If-Match is malformed",
                   "If-Match has to be one field with * or a list of entity tags.");
}

} // namespace platform
