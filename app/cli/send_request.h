// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/http_client.h"

namespace signalbox {

// What the user wrote of a request, before our policy: every send gets a traceparent and an X-Request-Id of its own,
// POST and PATCH an Idempotency-Key, a JSON body its type; what the user set stands.
struct RequestDraft
{
    HttpRequest request; // url may be a path
    QString baseUrl;     // for a path
    bool withKey = true;
};

// A request ready to be sent, and the ids that lead to what it caused.
struct ReadyRequest
{
    HttpRequest request;
    QString traceId;
    QString idempotencyKey; // empty = none
};

Result<ReadyRequest> readyRequest(const RequestDraft& draft);

QByteArray headerOf(const HeaderList& headers, const QByteArray& name); // case-insensitive, empty when absent

} // namespace signalbox
