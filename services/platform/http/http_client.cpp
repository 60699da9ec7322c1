// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/http_client.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

namespace platform {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Answer = tl::expected<std::string, std::string>;

struct Address
{
    std::string host;
    std::string port;
    std::string path;
};

std::optional<Address> parseUrl(std::string_view url)
{
    constexpr std::string_view scheme = "http://";
    if (!url.starts_with(scheme))
        return std::nullopt;
    url.remove_prefix(scheme.size());
    const auto slash = std::min(url.find('/'), url.size());
    const auto authority = url.substr(0, slash);
    const auto colon = std::min(authority.rfind(':'), authority.size());
    Address address{std::string(authority.substr(0, colon)), "80", std::string(url.substr(slash))};
    if (colon < authority.size())
        address.port = authority.substr(colon + 1);
    if (address.path.empty())
        address.path = "/";
    if (address.host.empty())
        return std::nullopt;
    return address;
}

asio::awaitable<std::string> fetch(const Address& address, std::chrono::milliseconds timeout)
{
    constexpr std::uint64_t mostBytes = 1024 * 1024;
    const auto executor = co_await asio::this_coro::executor;
    tcp::resolver resolver(executor);
    beast::tcp_stream stream(executor);
    stream.expires_after(timeout);
    const auto endpoints = co_await resolver.async_resolve(address.host, address.port, asio::use_awaitable);
    co_await stream.async_connect(endpoints, asio::use_awaitable);

    http::request<http::empty_body> request(http::verb::get, address.path, 11);
    request.set(http::field::host, address.host + ":" + address.port);
    request.set(http::field::connection, "close");
    co_await http::async_write(stream, request, asio::use_awaitable);

    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(mostBytes);
    co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
    if (parser.get().result_int() != 200)
        throw std::runtime_error("it answered " + std::to_string(parser.get().result_int()));
    co_return std::move(parser.get().body());
}

} // namespace

Answer httpGet(const std::string& url, std::chrono::milliseconds timeout)
{
    const auto address = parseUrl(url);
    if (!address)
        return tl::unexpected(url + " is not an address that begins with http://.");
    Answer answer = tl::unexpected(url + " did not answer in time.");
    asio::io_context context{1};
    asio::co_spawn(context, fetch(*address, timeout), [&](const std::exception_ptr& error, std::string body) {
        try {
            if (error)
                std::rethrow_exception(error);
            answer = std::move(body);
        } catch (const std::exception& exception) {
            answer = tl::unexpected(url + " could not be fetched: " + exception.what() + ".");
        }
    });
    context.run_for(2 * timeout); // a resolver has no timeout of its own
    return answer;
}

} // namespace platform
