// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_receiver.h"

#include "backend/telemetry/gzip.h"

#include <QCoreApplication>

#include <array>
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
constexpr auto use = asio::as_tuple(asio::use_awaitable);

using Request = http::request<http::string_body>;
using Parser = http::request_parser<http::string_body>;
using Response = http::response<http::string_body>;

std::string_view view(beast::string_view text)
{
    return {text.data(), text.size()};
}

bool isMediaType(std::string_view given, std::string_view wanted)
{
    const bool begins = given.size() >= wanted.size() && beast::iequals(given.substr(0, wanted.size()), wanted);
    return begins && (given.size() == wanted.size() || given[wanted.size()] == ';' || given[wanted.size()] == ' ');
}

// Of the answer: that of the request, as far as it has one of ours.
OtlpEncoding encodingOf(const Request& request)
{
    return isMediaType(view(request[http::field::content_type]), "application/json") ? OtlpEncoding::Json
                                                                                     : OtlpEncoding::Protobuf;
}

std::optional<OtlpSignal> signalOf(std::string_view target)
{
    if (target == "/v1/traces")
        return OtlpSignal::Traces;
    if (target == "/v1/logs")
        return OtlpSignal::Logs;
    if (target == "/v1/metrics")
        return OtlpSignal::Metrics;
    return std::nullopt;
}

struct Verdict
{
    http::status status = http::status::ok;
    RpcCode code = RpcCode::InvalidArgument;
    const char* message = "";

    bool isForLater() const
    {
        return status == http::status::too_many_requests || status == http::status::service_unavailable;
    }
};

constexpr Verdict tooLargeVerdict{http::status::payload_too_large, RpcCode::InvalidArgument, "the body is too large"};

Response answer(const Request& request, http::status status, const QByteArray& body)
{
    Response response(status, request.version());
    const bool isJson = encodingOf(request) == OtlpEncoding::Json;
    response.set(http::field::content_type, isJson ? "application/json" : "application/x-protobuf");
    response.keep_alive(request.keep_alive());
    response.body() = body.toStdString();
    response.prepare_payload();
    return response;
}

Response refusal(const Request& request, const Verdict& verdict)
{
    const OtlpOutcome outcome{verdict.code, 0, QString::fromLatin1(verdict.message)};
    const int retrySeconds = verdict.isForLater() ? otlpRetrySeconds : 0;
    Response response = answer(request, verdict.status, encodeRpcStatus(outcome, encodingOf(request), retrySeconds));
    if (retrySeconds > 0)
        response.set(http::field::retry_after, std::to_string(retrySeconds));
    if (verdict.status == http::status::method_not_allowed)
        response.set(http::field::allow, "POST");
    return response;
}

} // namespace

struct OtlpReceiver::Private
{
    Private(const Settings& with, OtlpIntake& to)
        : settings(with)
        , intake(to)
    {
    }

    Result<void> listen(quint16 preferredPort);
    asio::awaitable<void> accept();
    asio::awaitable<void> serve(tcp::socket socket);
    asio::awaitable<bool> exchange(beast::tcp_stream& stream, beast::flat_buffer& buffer);
    asio::awaitable<bool> receive(beast::tcp_stream& stream, beast::flat_buffer& buffer, Parser& parser);
    asio::awaitable<void> turnAway(beast::tcp_stream& stream, const Request& request, const Verdict& verdict);
    std::optional<Verdict> intrusion(const Request& request);
    std::optional<Verdict> objection(const Parser& parser, bool tooLarge);
    qsizetype expectedBytes(const Parser& parser) const;
    Response take(const Request& request);

    Settings settings;
    OtlpIntake& intake;
    asio::io_context io{1};
    tcp::acceptor acceptor{io};
    quint16 port = 0;
    int connections = 0;       // of the receiver's thread, as is
    qsizetype bytesAtOnce = 0; // the bodies that are being read
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
    parser.body_limit(static_cast<std::uint64_t>(settings.maxBodyBytes));
    stream.expires_after(idleTimeout);
    auto [error, got] = co_await http::async_read_header(stream, buffer, parser, use);
    const bool tooLarge = error == http::error::body_limit;
    if (error && !tooLarge) {
        if (error.category() == http::make_error_code(http::error::bad_target).category() &&
            error != http::error::end_of_stream && error != http::error::partial_message) {
            intake.countMalformed();
            const Verdict verdict{http::status::bad_request, RpcCode::InvalidArgument, "not HTTP"};
            co_await turnAway(stream, parser.get(), verdict);
        }
        co_return false;
    }
    if (const auto no = objection(parser, tooLarge)) {
        co_await turnAway(stream, parser.get(), *no);
        co_return false;
    }
    const qsizetype reserved = expectedBytes(parser);
    bytesAtOnce += reserved;
    const bool goesOn = co_await receive(stream, buffer, parser);
    bytesAtOnce -= reserved;
    co_return goesOn;
}

asio::awaitable<bool>
OtlpReceiver::Private::receive(beast::tcp_stream& stream, beast::flat_buffer& buffer, Parser& parser)
{
    stream.expires_after(bodyTimeout);
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        http::response<http::empty_body> go(http::status::continue_, parser.get().version());
        co_await http::async_write(stream, go, use);
    }
    auto [error, got] = co_await http::async_read(stream, buffer, parser, use);
    if (error) {
        if (error == http::error::body_limit) {
            intake.countMalformed();
            co_await turnAway(stream, parser.get(), tooLargeVerdict);
        }
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
    Response response = refusal(request, verdict);
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

// Who may not come in at all.
std::optional<Verdict> OtlpReceiver::Private::intrusion(const Request& request)
{
    const bool isLocal = request.count(http::field::host) == 1 && isLocalHost(view(request[http::field::host]));
    const bool fromPage = request.count(http::field::origin) > 0;
    if (!isLocal || fromPage) {
        intake.refuse(fromPage ? OtlpRefusal::Origin : OtlpRefusal::Host);
        return Verdict{http::status::forbidden, RpcCode::PermissionDenied, "only for programs on this machine"};
    }
    if (!intake.isKey(view(request[otlpKeyHeader]))) {
        intake.refuse(OtlpRefusal::Key);
        return Verdict{http::status::unauthorized, RpcCode::Unauthenticated, "x-signalbox-key is missing or wrong"};
    }
    return std::nullopt;
}

// What can be said before the body is read.
std::optional<Verdict> OtlpReceiver::Private::objection(const Parser& parser, bool tooLarge)
{
    const Request& request = parser.get();
    if (const auto intruder = intrusion(request))
        return intruder;
    const auto otlpSignal = signalOf(view(request.target()));
    const std::string_view type = view(request[http::field::content_type]);
    const std::string_view encoding = view(request[http::field::content_encoding]);
    std::optional<Verdict> no;
    if (!otlpSignal || !intake.accepts(*otlpSignal))
        no = {http::status::not_found, RpcCode::NotFound, "nothing is received here"};
    else if (request.method() != http::verb::post)
        no = {http::status::method_not_allowed, RpcCode::InvalidArgument, "POST only"};
    else if (!isMediaType(type, "application/x-protobuf") && !isMediaType(type, "application/json"))
        no = {http::status::unsupported_media_type,
              RpcCode::InvalidArgument,
              "application/x-protobuf or application/json only"};
    else if (!encoding.empty() && encoding != "gzip" && encoding != "identity")
        no = {http::status::unsupported_media_type, RpcCode::InvalidArgument, "gzip or nothing only"};
    else if (tooLarge)
        no = tooLargeVerdict;
    if (no) {
        intake.countMalformed();
        return no;
    }
    if (intake.throttle(*otlpSignal))
        return Verdict{http::status::too_many_requests, RpcCode::ResourceExhausted, "the queue is full, come again"};
    if (bytesAtOnce + expectedBytes(parser) > settings.maxBytesAtOnce) {
        intake.countThrottled();
        return Verdict{http::status::service_unavailable, RpcCode::Unavailable, "too much at once, come again"};
    }
    return std::nullopt;
}

// A chunked body can become as large as any.
qsizetype OtlpReceiver::Private::expectedBytes(const Parser& parser) const
{
    const auto length = parser.content_length();
    return length ? static_cast<qsizetype>(*length) : settings.maxBodyBytes;
}

Response OtlpReceiver::Private::take(const Request& request)
{
    const std::string& sent = request.body();
    Result<QByteArray> body = QByteArray::fromRawData(sent.data(), static_cast<qsizetype>(sent.size()));
    if (request[http::field::content_encoding] == "gzip")
        body = gunzip(*body, settings.maxBodyBytes * unpackFactor);
    const OtlpEncoding encoding = encodingOf(request);
    if (!body) {
        intake.countMalformed();
        const bool tooLarge = body.error().code == Error::Code::Refused;
        return answer(request,
                      tooLarge ? http::status::payload_too_large : http::status::bad_request,
                      encodeRpcStatus({RpcCode::InvalidArgument, 0, body.error().message}, encoding));
    }
    const OtlpSignal otlpSignal = *signalOf(view(request.target()));
    const OtlpOutcome outcome = intake.take(otlpSignal, *body, encoding);
    if (outcome.code != RpcCode::Ok)
        return answer(request, http::status::bad_request, encodeRpcStatus(outcome, encoding));
    return answer(request, http::status::ok, encodeOtlpResponse(otlpSignal, outcome, encoding));
}

OtlpReceiver::OtlpReceiver() = default;

Result<std::unique_ptr<OtlpReceiver>> OtlpReceiver::start(const Settings& settings, OtlpIntake& intake)
{
    std::unique_ptr<OtlpReceiver> receiver(new OtlpReceiver);
    receiver->m_d = std::make_unique<Private>(settings, intake);
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

} // namespace signalbox
