// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/problem_link.h"

namespace platform {

void linkProblem(HttpResponse& response, const std::string& page)
{
    constexpr std::string_view beginning = R"({"type":"https://signalbox.dev/problems/)"; // as problem() writes it
    const std::string_view body = response.body;
    if (page.empty() || response.status < 400 || !body.starts_with(beginning))
        return;
    const auto end = body.find('"', beginning.size());
    const auto slug = body.substr(beginning.size(), end - beginning.size());
    response.headers.emplace_back("Link", "<" + page + "#" + std::string(slug) + ">; rel=\"describedby\"");
}

} // namespace platform
