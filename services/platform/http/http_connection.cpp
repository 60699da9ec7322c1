// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/http_connection.h"

#include "platform/http/chunked_body.h"
#include "platform/http/refusals.h"
#include "platform/http/response_text.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <algorithm>
#include <optional>

namespace platform {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = HttpConnection::Clock;

constexpr std::size_t smallPiece = 4UL * 1024; // what an idle connection costs
constexpr std::size_t largePiece = 16UL * 1024;
constexpr auto connectionTuple = asio::as_tuple(asio::use_awaitable);

IncomingRequest toIncoming(RequestHead&& head, std::string&& body)
{
    IncomingRequest incoming;
    incoming.target = std::move(head.target);
    incoming.request.method = std::move(head.method);
    incoming.request.headers = std::move(head.fields);
    incoming.request.body = std::move(body);
    return incoming;
}

// A body of a known length, with the same interface as a chunked one.
class PlainBody
{
public:
    explicit PlainBody(std::uint64_t length)
        : m_length(length)
    {
    }

    ChunkedBody::State take(std::string_view& input)
    {
        const auto part = input.substr(0, m_length - m_body.size());
        m_body.append(part);
        input.remove_prefix(part.size());
        return m_body.size() == m_length ? ChunkedBody::State::Complete : ChunkedBody::State::NeedsMore;
    }
    std::string& body() { return m_body; }
    HttpResponse& refusal() { return m_refusal; } // never used: there is nothing to understand

private:
    const std::uint64_t m_length;
    std::string m_body;
    HttpResponse m_refusal;
};

} // namespace

struct HttpConnection::Private
{
    enum class Read { Data, Ended, Late };
    using Request = tl::expected<RequestHead, HttpResponse>;
    using Body = tl::expected<std::string, HttpResponse>;

    Private(tcp::socket given, const Surroundings& surroundings)
        : socket(std::move(given))
        , pipeline(surroundings.pipeline)
        , limits(surroundings.limits)
        , bodies(surroundings.bodies)
    {
    }

    asio::awaitable<bool> awaitRequest();
    asio::awaitable<bool> serveOne();
    asio::awaitable<Request> readHead();
    asio::awaitable<Body> readBody(const RequestHead& head);
    template<typename Decoder>
    asio::awaitable<Body> decodeBody(Decoder decoder);
    asio::awaitable<void> sayContinue(const RequestHead& head);
    asio::awaitable<std::optional<HttpResponse>> readMore(Clock::time_point end, std::size_t piece);
    asio::awaitable<Read> read(Clock::time_point end, std::size_t piece);
    asio::awaitable<bool> write(const HttpResponse& response, ResponseFraming framing);
    asio::awaitable<void> linger();
    std::string_view received() const;

    tcp::socket socket;
    boost::beast::flat_buffer buffer;
    const RequestPipeline& pipeline;
    const HttpLimits& limits;
    BodyBudget& bodies;
    std::optional<BodyBudget::Share> share;                // of the request that is under way
    Clock::time_point deadline = Clock::time_point::max(); // of what waits for the client
    bool late = false;
    bool headOnly = false; // the request asks for no body, and a refusal of it has none either
    bool idle = false;
    bool draining = false;
};

std::string_view HttpConnection::Private::received() const
{
    return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

asio::awaitable<HttpConnection::Private::Read> HttpConnection::Private::read(Clock::time_point end, std::size_t piece)
{
    deadline = end;
    const auto [error, count] = co_await socket.async_read_some(buffer.prepare(piece), connectionTuple);
    deadline = Clock::time_point::max();
    if (late)
        co_return Read::Late;
    if (error)
        co_return Read::Ended;
    buffer.commit(count);
    co_return Read::Data;
}

// Within a request; the response that ends it when no more comes.
asio::awaitable<std::optional<HttpResponse>> HttpConnection::Private::readMore(Clock::time_point end, std::size_t piece)
{
    const Read outcome = co_await read(std::min(end, Clock::now() + limits.read), piece);
    switch (outcome) {
    case Read::Data: co_return std::nullopt;
    case Read::Late: co_return requestTimeout();
    case Read::Ended: break;
    }
    co_return badRequest("The connection ended within the request.");
}

// Waits for the first byte of a request: until then a drain may close the connection at once.
asio::awaitable<bool> HttpConnection::Private::awaitRequest()
{
    if (buffer.size() > 0)
        co_return true;
    if (draining)
        co_return false;
    idle = true;
    const Read outcome = co_await read(Clock::now() + limits.idle, smallPiece);
    idle = false;
    co_return outcome == Read::Data;
}

asio::awaitable<HttpConnection::Private::Request> HttpConnection::Private::readHead()
{
    const auto end = Clock::now() + limits.header;
    HeadScanner scanner;
    while (true) {
        const auto state = scanner.scan(received());
        headOnly = received().starts_with("HEAD ");
        if (state == HeadScanner::State::BareLineFeed)
            co_return tl::unexpected(badRequest("A line of the header does not end with CR LF."));
        if (state == HeadScanner::State::Complete && scanner.size() <= limits.headerBytes)
            break;
        if (received().size() > limits.headerBytes)
            co_return tl::unexpected(scanner.hasStartLine() ? headTooLarge("The header of the request is too long.")
                                                            : targetTooLong());
        auto refusal = co_await readMore(end, smallPiece);
        if (refusal)
            co_return tl::unexpected(std::move(*refusal));
    }
    auto head = parseRequestHead(received().substr(0, scanner.size()), limits.head);
    buffer.consume(scanner.size());
    co_return head;
}

asio::awaitable<HttpConnection::Private::Body> HttpConnection::Private::readBody(const RequestHead& head)
{
    if (head.contentLength > limits.bodyBytes)
        co_return tl::unexpected(bodyTooLarge());
    if (head.chunked || head.contentLength > 0) {
        // How long a chunked one gets nobody knows.
        if (auto taken = bodies.take(head.chunked ? limits.bodyBytes : head.contentLength))
            share.emplace(std::move(*taken));
        else
            co_return tl::unexpected(tooManyBodies());
    }
    co_await sayContinue(head);
    if (head.chunked) {
        ChunkedBody chunks(limits.bodyBytes, limits.headerBytes);
        co_return co_await decodeBody(std::move(chunks));
    }
    PlainBody plain(head.contentLength);
    co_return co_await decodeBody(std::move(plain));
}

// Who has begun with the body already does not wait for it (RFC 9110, 10.1.1).
asio::awaitable<void> HttpConnection::Private::sayContinue(const RequestHead& head)
{
    if (!head.expectsContinue || buffer.size() > 0 || (!head.chunked && head.contentLength == 0))
        co_return;
    static constexpr std::string_view interim = "HTTP/1.1 100 Continue\r\n\r\n";
    deadline = Clock::now() + limits.write;
    co_await asio::async_write(socket, asio::buffer(interim), connectionTuple); // a failure shows at the next read
    deadline = Clock::time_point::max();
}

template<typename Decoder>
asio::awaitable<HttpConnection::Private::Body> HttpConnection::Private::decodeBody(Decoder decoder)
{
    const auto end = Clock::now() + limits.body;
    while (true) {
        auto rest = received();
        const auto state = decoder.take(rest);
        buffer.consume(buffer.size() - rest.size());
        if (state == ChunkedBody::State::Complete)
            co_return std::move(decoder.body());
        if (state == ChunkedBody::State::Refused)
            co_return tl::unexpected(std::move(decoder.refusal()));
        auto refusal = co_await readMore(end, largePiece);
        if (refusal)
            co_return tl::unexpected(std::move(*refusal));
    }
}

// False: the connection is to be closed.
asio::awaitable<bool> HttpConnection::Private::serveOne()
{
    auto head = co_await readHead();
    Body body;
    if (head)
        body = co_await readBody(*head);
    else
        body = tl::unexpected(std::move(head.error()));
    if (!body) {
        const HttpResponse refusal = pipeline.refused(std::move(body.error()));
        late = false;
        co_return co_await write(refusal, {.headOnly = headOnly, .keepAlive = false, .oldClient = false});
    }
    const ResponseFraming framing{headOnly, head->keepAlive, head->minorVersion == 0};
    IncomingRequest request = toIncoming(std::move(*head), std::move(*body));
    const HttpResponse response = co_await pipeline.answer(std::move(request));
    co_return co_await write(response, framing);
}

// False: the connection is to be closed.
asio::awaitable<bool> HttpConnection::Private::write(const HttpResponse& response, ResponseFraming framing)
{
    framing.keepAlive = framing.keepAlive && !draining;
    const std::string text = responseText(response, framing);
    deadline = Clock::now() + limits.write;
    const auto [error, count] = co_await asio::async_write(socket, asio::buffer(text), connectionTuple);
    deadline = Clock::time_point::max();
    if (!error && !framing.keepAlive)
        co_await linger();
    co_return !error && framing.keepAlive;
}

// Closing with unread bytes resets the connection and can take the answer with it (RFC 9112, 9.6): so say that
// nothing more comes, and read on for a moment.
asio::awaitable<void> HttpConnection::Private::linger()
{
    error_code ignored;
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    const auto end = Clock::now() + limits.linger;
    std::uint64_t rest = 4 * limits.bodyBytes;
    Read outcome = Read::Data;
    while (rest > 0 && outcome == Read::Data) {
        buffer.clear();
        outcome = co_await read(end, largePiece);
        rest -= std::min<std::uint64_t>(rest, buffer.size());
    }
}

HttpConnection::HttpConnection(tcp::socket socket, const Surroundings& surroundings)
    : d(std::make_unique<Private>(std::move(socket), surroundings))
{
}

HttpConnection::~HttpConnection() = default;

asio::awaitable<void> HttpConnection::run()
{
    error_code ignored;
    d->socket.set_option(tcp::no_delay(true), ignored);
    bool open = true;
    while (open) {
        open = co_await d->awaitRequest();
        if (open)
            open = co_await d->serveOne();
        d->share.reset();
    }
    d->socket.shutdown(tcp::socket::shutdown_both, ignored);
    d->socket.close(ignored);
}

asio::awaitable<void> HttpConnection::turnAway()
{
    const HttpResponse refusal = d->pipeline.refused(tooManyConnections());
    co_await d->write(refusal, {.headOnly = false, .keepAlive = false, .oldClient = false});
    error_code ignored;
    d->socket.close(ignored);
}

void HttpConnection::drain()
{
    d->draining = true;
    if (d->idle)
        d->socket.cancel();
}

void HttpConnection::checkTime(Clock::time_point now)
{
    if (now < d->deadline)
        return;
    error_code ignored;
    d->late = true;
    d->deadline = Clock::time_point::max();
    d->socket.cancel(ignored);
}

} // namespace platform
