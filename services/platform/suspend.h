// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <vector>

namespace platform {

// A coroutine that waits in suspend(). To be woken once, from any thread: it goes on on its own executor.
class Resume
{
public:
    struct Suspended
    {
        virtual ~Suspended() = default;
        virtual void resume(const std::exception_ptr& error, bool answer) = 0;

        boost::asio::any_io_executor executor; // of tracked work: it must not run out while somebody else holds this
    };

    Resume() = default;
    explicit Resume(std::shared_ptr<Suspended> suspended)
        : m_suspended(std::move(suspended))
    {
    }

    void operator()(const std::exception_ptr& error, bool answer) const;
    // The same for many, with one post for those of one executor: it wakes its thread once, not once for each.
    static void all(std::vector<Resume> waiting, const std::exception_ptr& error, bool answer);

private:
    std::shared_ptr<Suspended> m_suspended;
};

// Calls `begin` and waits until what it was given is called; goes on where it was, on the coroutine's own executor. The
// bool is the answer, the exception comes out of the co_await.
// Name the callable first and pass the name: GCC 12 destroys what a lambda owns twice when the lambda is written
// inside a co_await expression.
boost::asio::awaitable<bool> suspend(std::function<void(Resume)> begin);

} // namespace platform
