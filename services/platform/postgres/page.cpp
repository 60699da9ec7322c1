// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/page.h"

#include "platform/uuid.h"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace platform {
namespace {

constexpr int mostItems = 100;

HttpResponse refused(std::string_view detail)
{
    return problem(400, "invalid-query", "Invalid query", detail);
}

} // namespace

tl::expected<Page, HttpResponse> pageOf(const HttpRequest& request)
{
    Page page;
    if (const auto limit = request.queryValue("limit")) {
        const char* end = limit->data() + limit->size();
        const auto read = std::from_chars(limit->data(), end, page.limit);
        if (read.ec != std::errc() || read.ptr != end || page.limit < 1 || page.limit > mostItems)
            return tl::unexpected(refused("limit must be a number from 1 to 100."));
    }
    if (const auto cursor = request.queryValue("cursor")) {
        if (!isUuid(*cursor))
            return tl::unexpected(refused("cursor must be the value of next of the page before."));
        page.before = *cursor;
    }
    return page;
}

HttpResponse pageAnswer(const Page& page, const std::vector<std::string>& items, const std::vector<std::string>& ids)
{
    assert(items.size() == ids.size());
    const std::size_t shown = std::min(items.size(), static_cast<std::size_t>(page.limit));
    std::string body = R"({"items":[)";
    for (std::size_t i = 0; i < shown; ++i)
        body += (i == 0 ? "" : ",") + items[i];
    body += R"(],"next":)" + (items.size() > shown ? '"' + ids[shown - 1] + '"' : std::string("null")) + "}";
    return HttpResponse::json(200, std::move(body));
}

} // namespace platform
