// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/suspend.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace platform {
namespace {

template<typename Handler>
struct SuspendedHandler final : Resume::Suspended
{
    explicit SuspendedHandler(Handler&& given)
        : handler(std::move(given))
    {
        executor = boost::asio::prefer(boost::asio::get_associated_executor(handler),
                                       boost::asio::execution::outstanding_work.tracked);
    }
    void resume(const std::exception_ptr& error, bool answer) override { handler(error, answer); }

    Handler handler;
};

} // namespace

void Resume::operator()(const std::exception_ptr& error, bool answer) const
{
    boost::asio::post(m_suspended->executor,
                      [suspended = m_suspended, error, answer] { suspended->resume(error, answer); });
}

void Resume::all(std::vector<Resume> waiting, const std::exception_ptr& error, bool answer)
{
    while (!waiting.empty()) {
        const auto executor = waiting.front().m_suspended->executor;
        const auto others = std::stable_partition(waiting.begin(), waiting.end(), [&executor](const Resume& one) {
            return one.m_suspended->executor == executor;
        });
        std::vector<Resume> rest(std::make_move_iterator(others), std::make_move_iterator(waiting.end()));
        waiting.erase(others, waiting.end());
        boost::asio::post(executor, [together = std::move(waiting), error, answer] {
            for (const Resume& one : together)
                one.m_suspended->resume(error, answer);
        });
        waiting = std::move(rest);
    }
}

boost::asio::awaitable<bool> suspend(std::function<void(Resume)> begin)
{
    namespace asio = boost::asio;
    auto initiate = [](auto handler, const std::function<void(Resume)>& start) {
        start(Resume(std::make_shared<SuspendedHandler<decltype(handler)>>(std::move(handler))));
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr, bool)>(
        std::move(initiate), asio::use_awaitable, std::move(begin));
}

} // namespace platform
