// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/page.h"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace platform {
Page pageOf(const HttpRequest& request)
{
    Page page;
    if (const auto limit = request.queryValue("limit"))
        std::from_chars(limit->data(), limit->data() + limit->size(), page.limit);
    page.before = request.queryValue("cursor").value_or("");
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
