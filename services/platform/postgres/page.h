// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <string>
#include <vector>

namespace platform {

// One page of a list that is ordered by id, newest first (ids are UUIDv7). Read it with one row more than `limit`: that
// there is one more says that there is a next page.
struct Page
{
    std::string before; // id after which it begins; empty = from the newest
    int limit = 20;
};

// `limit` and `cursor` of the query, of a request that was held to an API document that says what they may be.
Page pageOf(const HttpRequest& request);

// {"items": […], "next": …} of objects that are JSON already. `ids` belong to them, in order; what exceeds the limit is
// left out.
HttpResponse pageAnswer(const Page& page, const std::vector<std::string>& items, const std::vector<std::string>& ids);

} // namespace platform
