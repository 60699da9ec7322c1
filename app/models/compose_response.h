// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/http_client.h"
#include "models/inspection.h"

namespace signalbox {

// One answer, in the words and pieces that the page draws.
struct ComposeResponse
{
    struct Phase
    {
        enum class Kind { Dns, Connect, Tls, Send, Wait, Receive };
        Kind kind = Kind::Dns;
        QString text; // "dns 0.0", in milliseconds; "tls reused"
        qint64 ns = 0;
        bool operator==(const Phase&) const = default;
    };

    int status = 0;
    StatusTone tone = StatusTone::None;
    QString statusText; // "201 Created"
    QString duration;
    QString facts; // "312 B · HTTP/2 · TLS 1.3"
    QList<Phase> phases;
    QString pretty;
    QString raw;
    HeaderList headers;
    bool isJson = false;
    QString note; // what is not shown of the body, and why

    bool operator==(const ComposeResponse&) const = default;
};

ComposeResponse composeResponse(const HttpResponse& response);

} // namespace signalbox
