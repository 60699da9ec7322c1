// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/accounts.h"
#include "auth/sessions.h"
#include "platform/executor.h"
#include "platform/http/http.h"

#include <cstddef>
#include <vector>

namespace auth {

// The edge of the service: requests in, responses out. What is decided stands in Accounts.
class AuthHandler
{
public:
    struct Parts
    {
        Accounts& accounts;
        Sessions& sessions;
        UserStore& store;
        const KeyRing& keys;
        platform::Executor& hashing;  // for what hashes a password
        platform::Executor& database; // for the rest: a burst of sign-ins must not stop reading
        std::size_t passwordMin = 10;
    };

    explicit AuthHandler(Parts parts);

    std::vector<platform::HttpRoute> routes(); // the handler outlives them

private:
    using Answer = boost::asio::awaitable<platform::HttpResponse>;

    Answer registerUser(platform::HttpRequest& request);
    Answer login(platform::HttpRequest& request);
    Answer refresh(platform::HttpRequest& request);
    Answer logout(platform::HttpRequest& request);
    Answer validate(platform::HttpRequest& request);
    Answer me(platform::HttpRequest& request);
    Answer keySet(platform::HttpRequest& request);

    Parts m_parts;
};

} // namespace auth
