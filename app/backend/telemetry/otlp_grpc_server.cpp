// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_grpc_server.h"

#include <QCoreApplication>

#include <chrono>
#include <grpc/support/log.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace signalbox {
namespace {

constexpr size_t memoryQuota = 128UL * 1024 * 1024; // of all connections together
constexpr int maxStreams = 64;                      // calls at once on a connection
constexpr std::chrono::seconds goodbye{1};          // for calls that are under way at the end
constexpr int portTries = 3;

std::optional<OtlpSignal> signalOfMethod(const std::string& method)
{
    if (method == "/opentelemetry.proto.collector.trace.v1.TraceService/Export")
        return OtlpSignal::Traces;
    if (method == "/opentelemetry.proto.collector.logs.v1.LogsService/Export")
        return OtlpSignal::Logs;
    if (method == "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export")
        return OtlpSignal::Metrics;
    return std::nullopt;
}

QByteArray bytesOfMessage(const grpc::ByteBuffer& buffer)
{
    std::vector<grpc::Slice> slices;
    QByteArray bytes;
    if (!buffer.Dump(&slices).ok())
        return bytes;
    bytes.reserve(static_cast<qsizetype>(buffer.Length()));
    for (const grpc::Slice& slice : slices)
        bytes.append(reinterpret_cast<const char*>(slice.begin()), static_cast<qsizetype>(slice.size()));
    return bytes;
}

grpc::Status grpcStatus(const OtlpOutcome& outcome)
{
    const bool comeAgain = outcome.code == RpcCode::ResourceExhausted;
    const std::string details =
        encodeRpcStatus(outcome, OtlpEncoding::Protobuf, comeAgain ? otlpRetrySeconds : 0).toStdString();
    return {static_cast<grpc::StatusCode>(outcome.code), outcome.message.toStdString(), details};
}

// One call: one message, one answer. Deletes itself when gRPC is done with it.
class ExportCall : public grpc::ServerGenericBidiReactor
{
public:
    explicit ExportCall(const OtlpOutcome& refusal) { Finish(grpcStatus(refusal)); }
    ExportCall(OtlpIntake& intake, OtlpSignal signal)
        : m_intake(&intake)
        , m_signal(signal)
    {
        StartRead(&m_message);
    }

    void OnReadDone(bool ok) override
    {
        if (!ok) {
            Finish({grpc::StatusCode::INVALID_ARGUMENT, "no message came"});
            return;
        }
        const OtlpOutcome outcome = m_intake->take(m_signal, bytesOfMessage(m_message), OtlpEncoding::Protobuf);
        if (outcome.code != RpcCode::Ok) {
            Finish(grpcStatus(outcome));
            return;
        }
        const QByteArray response = encodeOtlpResponse(m_signal, outcome, OtlpEncoding::Protobuf);
        const grpc::Slice slice(response.constData(), static_cast<size_t>(response.size()));
        m_response = grpc::ByteBuffer(&slice, 1);
        StartWriteAndFinish(&m_response, {}, grpc::Status::OK);
    }
    void OnDone() override { delete this; }

private:
    OtlpIntake* m_intake = nullptr;
    OtlpSignal m_signal = OtlpSignal::Traces;
    grpc::ByteBuffer m_message;
    grpc::ByteBuffer m_response;
};

class ExportService : public grpc::CallbackGenericService
{
public:
    explicit ExportService(OtlpIntake& intake)
        : m_intake(intake)
    {
    }

    grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context) override
    {
        if (!isLocalHost(context->host())) {
            m_intake.refuse(OtlpRefusal::Host);
            return turnAway(RpcCode::PermissionDenied, "only for programs on this machine");
        }
        const auto key = context->client_metadata().find(otlpKeyHeader);
        if (key == context->client_metadata().end() || !m_intake.isKey({key->second.data(), key->second.size()})) {
            m_intake.refuse(OtlpRefusal::Key);
            return turnAway(RpcCode::Unauthenticated, "x-signalbox-key is missing or wrong");
        }
        const auto otlpSignal = signalOfMethod(context->method());
        if (!otlpSignal || !m_intake.accepts(*otlpSignal)) {
            m_intake.countMalformed();
            return turnAway(RpcCode::Unimplemented, "only Export of the trace, logs and metrics services");
        }
        if (m_intake.throttle(*otlpSignal))
            return turnAway(RpcCode::ResourceExhausted, "the queue is full, come again");
        return new ExportCall(m_intake, *otlpSignal);
    }

private:
    static grpc::ServerGenericBidiReactor* turnAway(RpcCode code, const char* message)
    {
        return new ExportCall(OtlpOutcome{code, 0, QString::fromLatin1(message)});
    }

    OtlpIntake& m_intake;
};

// A port that can be bound now, the preferred one if it can; 0 = none. gRPC says it on stderr when it cannot.
int freePort(quint16 preferred)
{
    for (const quint16 number : {preferred, quint16{0}}) {
        const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int on = 1;
        ::setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(number);
        socklen_t length = sizeof address;
        const bool isFree = ::bind(file, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                            ::getsockname(file, reinterpret_cast<sockaddr*>(&address), &length) == 0;
        ::close(file);
        if (isFree)
            return ntohs(address.sin_port);
    }
    return 0;
}

} // namespace

struct OtlpGrpcServer::Private
{
    explicit Private(OtlpIntake& intake)
        : service(intake)
    {
    }

    bool listen(const Settings& settings);

    ExportService service;
    int port = 0;
    std::unique_ptr<grpc::Server> server; // first to go
};

bool OtlpGrpcServer::Private::listen(const Settings& settings)
{
    const int wanted = freePort(settings.preferredPort);
    grpc::ServerBuilder builder;
    grpc::ResourceQuota quota("otlp");
    builder.SetResourceQuota(quota.Resize(memoryQuota));
    builder.SetMaxReceiveMessageSize(settings.maxMessageBytes);
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0); // else two stacks would share one port
    builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, maxStreams);
    builder.AddListeningPort("127.0.0.1:" + std::to_string(wanted), grpc::InsecureServerCredentials(), &port);
    builder.RegisterCallbackGenericService(&service);
    server = builder.BuildAndStart();
    return server != nullptr && port != 0;
}

OtlpGrpcServer::OtlpGrpcServer() = default;

Result<std::unique_ptr<OtlpGrpcServer>> OtlpGrpcServer::start(const Settings& settings, OtlpIntake& intake)
{
    gpr_set_log_verbosity(GPR_LOG_SEVERITY_ERROR);
    std::unique_ptr<OtlpGrpcServer> server(new OtlpGrpcServer);
    for (int i = 0; i < portTries; ++i) { // somebody may take the port that was free just now
        server->m_d = std::make_unique<Private>(intake);
        if (server->m_d->listen(settings))
            return server;
    }
    return fail(Error::Code::Unavailable,
                QCoreApplication::translate("Otlp", "No port on 127.0.0.1 is free to receive telemetry by gRPC."));
}

OtlpGrpcServer::~OtlpGrpcServer()
{
    if (m_d && m_d->server)
        m_d->server->Shutdown(std::chrono::system_clock::now() + goodbye);
}

quint16 OtlpGrpcServer::port() const
{
    return static_cast<quint16>(m_d->port);
}

QString OtlpGrpcServer::endpoint() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(m_d->port);
}

} // namespace signalbox
