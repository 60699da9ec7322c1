// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/auth/token_verifier.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace platform {
namespace {

namespace asio = boost::asio;

asio::awaitable<void> waitForFetch(JwksSource& source, std::uint64_t before)
{
    constexpr std::chrono::milliseconds step{10};
    constexpr std::chrono::milliseconds longest{1'000};
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (auto waited = step; waited <= longest && source.fetches() == before; waited += step) {
        timer.expires_after(step);
        co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

asio::awaitable<std::optional<Principal>> verify(JwtVerifier& verifier, JwksSource& source, std::string token)
{
    TokenCheck check = verifier.check(token);
    if (!check.principal && check.problem == TokenProblem::UnknownKey) {
        const std::uint64_t before = source.fetches();
        if (source.requestRefresh()) {
            co_await waitForFetch(source, before);
            check = verifier.check(token);
        }
    }
    co_return std::move(check.principal);
}

} // namespace

TokenVerifier jwksVerifier(JwtVerifier& verifier, JwksSource& source)
{
    return [&verifier, &source](std::string token) { return verify(verifier, source, std::move(token)); };
}

} // namespace platform
