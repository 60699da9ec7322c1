// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/records.h"

#include <functional>
#include <memory>

namespace signalbox {

// Takes traces in by OTLP/HTTP (protobuf, gzip) on 127.0.0.1, on a thread of its own. Only who sends the stack's key
// in `x-signalbox-key` is let in; a request with a foreign Host or with an Origin (a page in a browser) is turned away
// before its body is read. Logs and metrics are answered with 404: what is not kept is not accepted.
class OtlpReceiver
{
public:
    struct Settings
    {
        quint16 preferredPort = 4318; // another one when it is taken; 0 = any
        QString key;
        qsizetype maxBodyBytes = 16 * 1024 * 1024; // as sent; unpacked four times as much
    };

    // Both are called on the receiver's thread and must not block.
    struct Sinks
    {
        std::function<void(QList<Span>)> spans;
        std::function<void()> refused; // an export that was not let in (401, 403)
    };

    struct Counts
    {
        qint64 spans = 0;     // handed on
        qint64 refused = 0;   // exports: 401, 403
        qint64 malformed = 0; // exports: 400, 413, 415
        qint64 rejected = 0;  // spans within accepted exports
    };

    // Listens when it returns. Unavailable when 127.0.0.1 has no port for it.
    static Result<std::unique_ptr<OtlpReceiver>> start(const Settings& settings, Sinks sinks);
    ~OtlpReceiver();

    quint16 port() const;
    QString endpoint() const; // "http://127.0.0.1:4318"
    Counts counts() const;    // any thread

private:
    OtlpReceiver();
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace signalbox
