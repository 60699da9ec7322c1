// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/suspend.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace platform {

boost::asio::awaitable<bool> suspend(std::function<void(Resume)> begin)
{
    namespace asio = boost::asio;
    auto initiate = [](auto handler, const std::function<void(Resume)>& start) {
        // Tracked work: the io_context must not run out while somebody else holds its handler.
        auto resumeOn = asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        start([resumeOn, shared](const std::exception_ptr& error, bool answer) {
            asio::post(resumeOn, [shared, error, answer] { (*shared)(error, answer); });
        });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr, bool)>(
        std::move(initiate), asio::use_awaitable, std::move(begin));
}

} // namespace platform
