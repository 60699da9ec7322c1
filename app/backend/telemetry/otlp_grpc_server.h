// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/otlp_intake.h"

#include <memory>

namespace signalbox {

// Takes traces, logs and metrics in by OTLP/gRPC on 127.0.0.1, on gRPC's threads. The key is asked for in the metadata
// `x-signalbox-key` before a message is read. The only place that knows gRPC: requests are taken as bytes, so that
// there is one decoder for both protocols.
class OtlpGrpcServer
{
public:
    struct Settings
    {
        quint16 preferredPort = 4317; // another one when it is taken; 0 = any
        int maxMessageBytes = 16 * 1024 * 1024;
    };

    // Listens when it returns. Unavailable when 127.0.0.1 has no port for it. `intake` outlives the server.
    static Result<std::unique_ptr<OtlpGrpcServer>> start(const Settings& settings, OtlpIntake& intake);
    ~OtlpGrpcServer();

    quint16 port() const;
    QString endpoint() const; // "http://127.0.0.1:4317"

private:
    OtlpGrpcServer();
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace signalbox
