// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/otlp_intake.h"

#include <memory>

namespace signalbox {

// Takes traces, logs and metrics in by OTLP/HTTP (protobuf or JSON, gzip) on 127.0.0.1, on a thread of its own. Only
// who sends the stack's key in `x-signalbox-key` is let in; a request with a foreign Host or with an Origin (a page in
// a browser) is turned away before its body is read, as is one for which there is no room at the moment.
class OtlpReceiver
{
public:
    struct Settings
    {
        quint16 preferredPort = 4318;                 // another one when it is taken; 0 = any
        qsizetype maxBodyBytes = 16 * 1024 * 1024;    // as sent; unpacked four times as much
        qsizetype maxBytesAtOnce = 128 * 1024 * 1024; // bodies that are being read, of all connections together
    };

    // Listens when it returns. Unavailable when 127.0.0.1 has no port for it. `intake` outlives the receiver.
    static Result<std::unique_ptr<OtlpReceiver>> start(const Settings& settings, OtlpIntake& intake);
    ~OtlpReceiver();

    quint16 port() const;
    QString endpoint() const; // "http://127.0.0.1:4318"

private:
    OtlpReceiver();
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace signalbox
