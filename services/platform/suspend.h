// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/awaitable.hpp>

#include <exception>
#include <functional>

namespace platform {

// Wakes a coroutine that waits in suspend(): to be called once, from any thread.
using Resume = std::function<void(std::exception_ptr, bool)>;

// Calls `begin` and waits until what it was given is called; goes on where it was, on the coroutine's own executor. The
// bool is the answer, the exception comes out of the co_await.
// Name the callable first and pass the name: GCC 12 destroys what a lambda owns twice when the lambda is written
// inside a co_await expression.
boost::asio::awaitable<bool> suspend(std::function<void(Resume)> begin);

} // namespace platform
