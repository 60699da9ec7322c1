// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/otlp_grpc_server.h"
#include "backend/telemetry/otlp_receiver.h"
#include "daemon/intake.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace signalbox {

// The daemon's ears for OTLP: HTTP and gRPC with one key, a random one for each start. The services are told address
// and key when they start. Without a port the stack runs, but leaves no traces; problem() says so.
class Receivers
{
    Q_DECLARE_TR_FUNCTIONS(Receivers)

public:
    explicit Receivers(Intake& intake); // which outlives them

    void start();
    QString key() const { return m_key; }
    QString endpoint() const;     // empty while there is none
    QString grpcEndpoint() const; // empty while there is none
    QString problem() const { return m_problem; }
    QJsonObject status() const; // of `store.status`: what came in, what was not let in, and why

private:
    QString m_key;
    QString m_problem;
    OtlpIntake m_otlp;
    std::unique_ptr<OtlpReceiver> m_http; // end before what they fill
    std::unique_ptr<OtlpGrpcServer> m_grpc;
};

} // namespace signalbox
