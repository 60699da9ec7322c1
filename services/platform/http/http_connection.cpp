// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/http_connection.h"

#include "platform/http/response_text.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>

namespace platform {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using Parser = http::request_parser<http::string_body>;

constexpr auto asTuple = asio::as_tuple(asio::use_awaitable);

// nullopt: the client is gone, there is nobody to answer.
std::optional<HttpResponse> answerTo(const error_code& error)
{
    if (error == http::error::end_of_stream)
        return std::nullopt;
    if (error == http::error::header_limit)
        return problem(431, "headers-too-large", "Header fields too large", "The header of the request is too long.");
    if (error == http::error::body_limit)
        return problem(413, "body-too-large", "Body too large", "The body of the request is larger than allowed.");
    if (error == http::error::bad_version)
        return problem(
            505, "http-version", "HTTP version not supported", "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    if (error.category() == make_error_code(http::error::bad_method).category())
        return problem(400, "bad-request", "Bad request", "The request is not valid HTTP: " + error.message() + ".");
    return std::nullopt;
}

// What Beast accepts and we do not (RFC 9112, 6.1 and RFC 9110, 10.1.1).
std::optional<HttpResponse> headerProblem(const http::request_header<>& header, std::size_t mostFields)
{
    if (header.version() != 11 && header.version() != 10)
        return answerTo(http::error::bad_version);
    if (static_cast<std::size_t>(std::distance(header.begin(), header.end())) > mostFields)
        return answerTo(http::error::header_limit);
    if (header.count(http::field::transfer_encoding) > 0) {
        const bool one = header.count(http::field::transfer_encoding) == 1;
        if (header.version() != 11 || header.count(http::field::content_length) > 0)
            return problem(400, "bad-request", "Bad request", "Transfer-Encoding is not possible in this request.");
        if (!one || !beast::iequals(header[http::field::transfer_encoding], "chunked"))
            return problem(501, "transfer-coding", "Not implemented", "The only transfer coding is chunked.");
    }
    if (header.count(http::field::expect) > 0 && !beast::iequals(header[http::field::expect], "100-continue"))
        return problem(417, "expectation-failed", "Expectation failed", "The only expectation is 100-continue.");
    return std::nullopt;
}

IncomingRequest toIncoming(http::request<http::string_body>&& message)
{
    IncomingRequest incoming;
    incoming.target = std::string(message.target());
    incoming.version = static_cast<int>(message.version());
    incoming.request.method = std::string(message.method_string());
    for (const auto& field : message)
        incoming.request.headers.emplace_back(field.name_string(), field.value());
    incoming.request.body = std::move(message.body());
    return incoming;
}

} // namespace

struct HttpConnection::Private
{
    Private(asio::ip::tcp::socket socket, const RequestPipeline& given, const HttpLimits& givenLimits)
        : stream(std::move(socket))
        , pipeline(given)
        , limits(givenLimits)
    {
    }

    asio::awaitable<bool> awaitRequest();
    asio::awaitable<bool> serveOne();
    asio::awaitable<error_code> readRequest(Parser& parser, std::optional<HttpResponse>& refusal);
    asio::awaitable<error_code> sayContinue(const Parser& parser);
    asio::awaitable<bool> write(const HttpResponse& response, ResponseFraming framing);
    asio::awaitable<void> refuse(const HttpResponse& response);

    beast::tcp_stream stream;
    beast::flat_buffer buffer;
    const RequestPipeline& pipeline;
    const HttpLimits& limits;
    bool idle = false;
    bool draining = false;
};

// Waits for the first byte of a request: until then a drain may close the connection at once.
asio::awaitable<bool> HttpConnection::Private::awaitRequest()
{
    constexpr std::size_t piece = 4096;
    if (buffer.size() > 0)
        co_return true;
    if (draining)
        co_return false;
    idle = true;
    stream.expires_after(limits.idle);
    const auto [error, count] = co_await stream.async_read_some(buffer.prepare(piece), asTuple);
    idle = false;
    if (error)
        co_return false;
    buffer.commit(count);
    co_return true;
}

asio::awaitable<error_code> HttpConnection::Private::sayContinue(const Parser& parser)
{
    if (parser.get().version() != 11 || parser.get().count(http::field::expect) == 0 || parser.is_done())
        co_return error_code();
    static constexpr std::string_view interim = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto [error, count] = co_await asio::async_write(stream, asio::buffer(interim), asTuple);
    co_return error;
}

asio::awaitable<error_code> HttpConnection::Private::readRequest(Parser& parser, std::optional<HttpResponse>& refusal)
{
    stream.expires_after(limits.header);
    const auto [headerError, headerBytes] = co_await http::async_read_header(stream, buffer, parser, asTuple);
    if (headerError)
        co_return headerError;
    refusal = headerProblem(parser.get().base(), limits.headerFields);
    if (refusal || parser.is_done())
        co_return error_code();
    stream.expires_after(limits.body);
    const error_code continueError = co_await sayContinue(parser);
    if (continueError)
        co_return continueError;
    const auto [bodyError, bodyBytes] = co_await http::async_read(stream, buffer, parser, asTuple);
    co_return bodyError;
}

// False: the connection is to be closed.
asio::awaitable<bool> HttpConnection::Private::serveOne()
{
    Parser parser;
    parser.header_limit(limits.headerBytes);
    parser.body_limit(limits.bodyBytes);
    std::optional<HttpResponse> refusal;
    const error_code error = co_await readRequest(parser, refusal);
    if (error)
        refusal = answerTo(error);
    if (refusal) {
        co_await refuse(*refusal);
        co_return false;
    }
    if (error)
        co_return false;

    const bool keepAlive = parser.get().keep_alive();
    const bool head = parser.get().method() == http::verb::head;
    const bool oldClient = parser.get().version() == 10;
    stream.expires_never(); // the pipeline has its own deadline
    const HttpResponse response = co_await pipeline.answer(toIncoming(parser.release()));
    co_return co_await write(response, {.headOnly = head, .keepAlive = keepAlive && !draining, .oldClient = oldClient});
}

asio::awaitable<bool> HttpConnection::Private::write(const HttpResponse& response, ResponseFraming framing)
{
    const std::string text = responseText(response, framing);
    stream.expires_after(limits.write);
    const auto [error, count] = co_await asio::async_write(stream, asio::buffer(text), asTuple);
    co_return !error && framing.keepAlive;
}

// Closing with unread bytes resets the connection and can take the answer with it (RFC 9112, 9.6): so say that
// nothing more comes, and read on for a moment.
asio::awaitable<void> HttpConnection::Private::refuse(const HttpResponse& response)
{
    constexpr std::size_t piece = 16 * 1024;
    co_await write(response, {.headOnly = false, .keepAlive = false, .oldClient = false});
    error_code ignored;
    stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    stream.expires_after(limits.linger);
    buffer.clear();
    std::uint64_t rest = 4 * limits.bodyBytes;
    while (rest > 0) {
        const auto [error, count] = co_await stream.async_read_some(buffer.prepare(piece), asTuple);
        if (error)
            co_return;
        rest -= std::min<std::uint64_t>(rest, count);
    }
}

HttpConnection::HttpConnection(asio::ip::tcp::socket socket, const RequestPipeline& pipeline, const HttpLimits& limits)
    : d(std::make_unique<Private>(std::move(socket), pipeline, limits))
{
}

HttpConnection::~HttpConnection() = default;

asio::awaitable<void> HttpConnection::run()
{
    error_code ignored;
    d->stream.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    bool open = true;
    while (open) {
        open = co_await d->awaitRequest();
        if (open)
            open = co_await d->serveOne();
    }
    d->stream.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    d->stream.close();
}

void HttpConnection::drain()
{
    d->draining = true;
    if (d->idle)
        d->stream.cancel();
}

} // namespace platform
