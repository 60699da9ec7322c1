// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_receiver.h"

#include "backend/telemetry/gzip.h"
#include "backend/telemetry/otlp_decode.h"

#include <QCoreApplication>

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <optional>
#include <string_view>
#include <thread>

namespace signalbox {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using namespace std::chrono_literals;

constexpr auto idleTimeout = 90s;  // an exporter keeps its connection between batches
constexpr auto bodyTimeout = 10s;  // slow senders are cut off
constexpr auto lingerTimeout = 1s; // for the answer to arrive before a body that is not read
constexpr std::uint32_t headerLimit = 16 * 1024;
constexpr int maxConnections = 256;
constexpr int unpackFactor = 4;
constexpr char keyHeader[] = "x-signalbox-key";
constexpr auto use = asio::as_tuple(asio::use_awaitable);

using Request = http::request<http::string_body>;
using Parser = http::request_parser<http::string_body>;
using Response = http::response<http::string_body>;

// gRPC's codes for google.rpc.Status.
enum RpcCode { InvalidArgument = 3, NotFound = 5, PermissionDenied = 7, Unauthenticated = 16 };

std::string_view view(beast::string_view text)
{
    return {text.data(), text.size()};
}

// A name that resolves to us can be anybody's (DNS rebinding); only these are ours by definition.
bool isLocalHost(std::string_view host)
{
    for (const std::string_view name : {"127.0.0.1", "localhost", "[::1]"}) {
        if (host == name)
            return true;
        if (host.starts_with(name) && host[name.size()] == ':')
            return host.find_first_not_of("0123456789", name.size() + 1) == std::string_view::npos;
    }
    return false;
}

// Takes the same time wherever the first difference is.
bool sameKey(std::string_view given, const std::string& wanted)
{
    unsigned difference = given.size() == wanted.size() ? 0U : 1U;
    for (size_t i = 0; i < given.size() && i < wanted.size(); ++i)
        difference |= static_cast<unsigned>(given[i] ^ wanted[i]);
    return difference == 0 && !wanted.empty();
}

struct Verdict
{
    http::status status = http::status::ok;
    RpcCode code = InvalidArgument;
    const char* message = "";
};

Response answer(const Request& request, http::status status, const QByteArray& body)
{
    Response response(status, request.version());
    response.set(http::field::content_type, "application/x-protobuf");
    response.keep_alive(request.keep_alive());
    response.body() = body.toStdString();
    response.prepare_payload();
    return response;
}

} // namespace

struct OtlpReceiver::Private
{
    Private(const Settings& with, Sinks to)
        : key(with.key.toStdString())
        , maxBodyBytes(with.maxBodyBytes)
        , sinks(std::move(to))
    {
    }

    Result<void> listen(quint16 preferredPort);
    asio::awaitable<void> accept();
    asio::awaitable<void> serve(tcp::socket socket);
    asio::awaitable<bool> exchange(beast::tcp_stream& stream, beast::flat_buffer& buffer);
    asio::awaitable<void> turnAway(beast::tcp_stream& stream, const Request& request, const Verdict& verdict);
    std::optional<Verdict> objection(const Request& request) const;
    Response take(const Request& request);
    void count(const Verdict& verdict);

    std::string key;
    qsizetype maxBodyBytes;
    Sinks sinks;
    asio::io_context io{1};
    tcp::acceptor acceptor{io};
    quint16 port = 0;
    int connections = 0; // of the receiver's thread
    std::atomic<qint64> spans = 0;
    std::atomic<qint64> refused = 0;
    std::atomic<qint64> malformed = 0;
    std::atomic<qint64> rejected = 0;
    std::thread thread;
};

Result<void> OtlpReceiver::Private::listen(quint16 preferredPort)
{
    const auto tryPort = [this](quint16 number) {
        boost::system::error_code error;
        acceptor.close(error);
        acceptor.open(tcp::v4(), error);
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        acceptor.bind({asio::ip::address_v4::loopback(), number}, error);
        if (!error)
            acceptor.listen(asio::socket_base::max_listen_connections, error);
        return !error;
    };
    if (!tryPort(preferredPort) && !tryPort(0))
        return fail(Error::Code::Unavailable,
                    QCoreApplication::translate("Otlp", "No port on 127.0.0.1 is free to receive telemetry."));
    port = acceptor.local_endpoint().port();
    return {};
}

asio::awaitable<void> OtlpReceiver::Private::accept()
{
    while (acceptor.is_open()) {
        auto [error, socket] = co_await acceptor.async_accept(use);
        if (error) { // out of descriptors, or a client that is gone again
            asio::steady_timer pause(io, 50ms);
            co_await pause.async_wait(use);
            continue;
        }
        if (connections >= maxConnections)
            continue; // closes it
        asio::co_spawn(io, serve(std::move(socket)), asio::detached);
    }
}

asio::awaitable<void> OtlpReceiver::Private::serve(tcp::socket socket)
{
    ++connections;
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    beast::tcp_stream stream(std::move(socket));
    beast::flat_buffer buffer;
    bool goesOn = true;
    while (goesOn)
        goesOn = co_await exchange(stream, buffer);
    stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
    --connections;
}

// One request and its answer; false ends the connection.
asio::awaitable<bool> OtlpReceiver::Private::exchange(beast::tcp_stream& stream, beast::flat_buffer& buffer)
{
    Parser parser;
    parser.header_limit(headerLimit);
    parser.body_limit(static_cast<std::uint64_t>(maxBodyBytes));
    stream.expires_after(idleTimeout);
    auto [error, got] = co_await http::async_read_header(stream, buffer, parser, use);
    const bool tooLarge = error == http::error::body_limit;
    if (error && !tooLarge) {
        if (error.category() == http::make_error_code(http::error::bad_target).category() &&
            error != http::error::end_of_stream && error != http::error::partial_message)
            co_await turnAway(stream, parser.get(), {http::status::bad_request, InvalidArgument, "not HTTP"});
        co_return false;
    }
    auto no = objection(parser.get());
    if (!no && tooLarge)
        no = Verdict{http::status::payload_too_large, InvalidArgument, "the body is too large"};
    if (no) {
        co_await turnAway(stream, parser.get(), *no);
        co_return false;
    }
    stream.expires_after(bodyTimeout);
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        http::response<http::empty_body> go(http::status::continue_, parser.get().version());
        co_await http::async_write(stream, go, use);
    }
    auto [bodyError, bodyBytes] = co_await http::async_read(stream, buffer, parser, use);
    if (bodyError) {
        if (bodyError == http::error::body_limit)
            co_await turnAway(
                stream, parser.get(), {http::status::payload_too_large, InvalidArgument, "the body is too large"});
        co_return false;
    }
    Response response = take(parser.get());
    auto [writeError, written] = co_await http::async_write(stream, response, use);
    co_return !writeError && response.keep_alive();
}

// Without reading the body. Closing at once would reset the connection while the client still sends, and the answer
// would be lost with it.
asio::awaitable<void>
OtlpReceiver::Private::turnAway(beast::tcp_stream& stream, const Request& request, const Verdict& verdict)
{
    count(verdict);
    Response response =
        answer(request, verdict.status, encodeStatus(verdict.code, QString::fromLatin1(verdict.message)));
    response.keep_alive(false);
    stream.expires_after(lingerTimeout);
    auto [error, written] = co_await http::async_write(stream, response, use);
    boost::system::error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    std::array<char, 4096> rest{};
    while (!error) {
        auto [readError, bytes] = co_await stream.async_read_some(asio::buffer(rest), use);
        error = readError;
    }
}

std::optional<Verdict> OtlpReceiver::Private::objection(const Request& request) const
{
    const bool isLocal = request.count(http::field::host) == 1 && isLocalHost(view(request[http::field::host]));
    if (!isLocal || request.count(http::field::origin) > 0)
        return Verdict{http::status::forbidden, PermissionDenied, "only for programs on this machine"};
    if (!sameKey(view(request[keyHeader]), key))
        return Verdict{http::status::unauthorized, Unauthenticated, "x-signalbox-key is missing or wrong"};
    const std::string_view target = view(request.target());
    if (target == "/v1/logs" || target == "/v1/metrics")
        return Verdict{http::status::not_found, NotFound, "only traces are received here"};
    if (target != "/v1/traces")
        return Verdict{http::status::not_found, NotFound, "no such path"};
    if (request.method() != http::verb::post)
        return Verdict{http::status::method_not_allowed, InvalidArgument, "POST only"};
    if (!view(request[http::field::content_type]).starts_with("application/x-protobuf"))
        return Verdict{http::status::unsupported_media_type, InvalidArgument, "application/x-protobuf only"};
    const std::string_view encoding = view(request[http::field::content_encoding]);
    if (!encoding.empty() && encoding != "gzip" && encoding != "identity")
        return Verdict{http::status::unsupported_media_type, InvalidArgument, "gzip or nothing only"};
    return std::nullopt;
}

void OtlpReceiver::Private::count(const Verdict& verdict)
{
    if (verdict.status == http::status::forbidden || verdict.status == http::status::unauthorized) {
        ++refused;
        if (sinks.refused)
            sinks.refused();
    } else {
        ++malformed;
    }
}

Response OtlpReceiver::Private::take(const Request& request)
{
    const std::string& sent = request.body();
    Result<QByteArray> body = QByteArray::fromRawData(sent.data(), static_cast<qsizetype>(sent.size()));
    if (request[http::field::content_encoding] == "gzip")
        body = gunzip(*body, maxBodyBytes * unpackFactor);
    if (!body) {
        ++malformed;
        const bool tooLarge = body.error().code == Error::Code::Refused;
        return answer(request,
                      tooLarge ? http::status::payload_too_large : http::status::bad_request,
                      encodeStatus(InvalidArgument, body.error().message));
    }
    auto decoded = decodeTraces(*body);
    if (!decoded) {
        ++malformed;
        return answer(request, http::status::bad_request, encodeStatus(InvalidArgument, decoded.error().message));
    }
    spans += decoded->spans.size();
    rejected += decoded->rejected;
    if (!decoded->spans.isEmpty())
        sinks.spans(std::move(decoded->spans));
    return answer(request, http::status::ok, encodeTracesResponse(decoded->rejected));
}

OtlpReceiver::OtlpReceiver() = default;

Result<std::unique_ptr<OtlpReceiver>> OtlpReceiver::start(const Settings& settings, Sinks sinks)
{
    std::unique_ptr<OtlpReceiver> receiver(new OtlpReceiver);
    receiver->m_d = std::make_unique<Private>(settings, std::move(sinks));
    if (const auto listening = receiver->m_d->listen(settings.preferredPort); !listening)
        return tl::unexpected(listening.error());
    asio::co_spawn(receiver->m_d->io, receiver->m_d->accept(), asio::detached);
    receiver->m_d->thread = std::thread([d = receiver->m_d.get()] { d->io.run(); });
    return receiver;
}

OtlpReceiver::~OtlpReceiver()
{
    if (m_d) {
        m_d->io.stop();
        if (m_d->thread.joinable())
            m_d->thread.join();
    }
}

quint16 OtlpReceiver::port() const
{
    return m_d->port;
}

QString OtlpReceiver::endpoint() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(m_d->port);
}

OtlpReceiver::Counts OtlpReceiver::counts() const
{
    return {.spans = m_d->spans, .refused = m_d->refused, .malformed = m_d->malformed, .rejected = m_d->rejected};
}

} // namespace signalbox
