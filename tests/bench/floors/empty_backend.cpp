// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The floor of "edge": a backend that answers everything with 200 and nothing in it, and so says yes to whoever asks it
// for a user. Prints its port; ends with its standard input.

#include <boost/asio.hpp>

#include <cstdio>
#include <memory>
#include <string_view>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::string_view answer =
    "HTTP/1.1 200 OK\r\nX-User-Id: nobody\r\nX-User-Role: user\r\nContent-Length: 0\r\n\r\n";

// The generator waits for each answer, so what arrives at once is one request; a body is below the buffer's size.
asio::awaitable<void> serve(tcp::socket socket)
{
    std::array<char, 16384> buffer{};
    constexpr auto token = asio::as_tuple(asio::use_awaitable);
    while (true) {
        std::size_t size = 0;
        while (std::string_view(buffer.data(), size).find("\r\n\r\n") == std::string_view::npos) {
            const auto [error, count] =
                co_await socket.async_read_some(asio::buffer(buffer.data() + size, buffer.size() - size), token);
            if (error || count == 0)
                co_return;
            size += count;
        }
        const auto [error, count] = co_await asio::async_write(socket, asio::buffer(answer), token);
        if (error)
            co_return;
    }
}

asio::awaitable<void> listen(tcp::acceptor& acceptor)
{
    while (true) {
        tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        asio::co_spawn(acceptor.get_executor(), serve(std::move(socket)), asio::detached);
    }
}

} // namespace

int main()
{
    asio::io_context context(1);
    tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
    std::printf("%u\n", static_cast<unsigned>(acceptor.local_endpoint().port()));
    std::fflush(stdout);
    asio::posix::stream_descriptor input(context, 0);
    char byte = 0;
    asio::async_read(input, asio::buffer(&byte, 1), [&](auto, auto) { context.stop(); });
    asio::co_spawn(context, listen(acceptor), asio::detached);
    context.run();
    return 0;
}
