// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/send_request.h"

#include "cli/terminal.h"
#include "core/base/ids.h"

#include <QJsonDocument>

namespace signalbox {
namespace {

bool isJson(const QByteArray& body)
{
    return !QJsonDocument::fromJson(body).isNull();
}

} // namespace

Result<ReadyRequest> readyRequest(const RequestDraft& draft)
{
    ReadyRequest ready;
    ready.request = draft.request;
    HttpRequest& request = ready.request;
    if (request.url.startsWith(QLatin1Char('/'))) {
        if (draft.baseUrl.isEmpty())
            return fail(Error::Code::InvalidData,
                        Cli::tr("\"%1\" is a path and this stack has no edge. Write the whole URL.").arg(request.url));
        request.url.prepend(draft.baseUrl);
    }
    request.method = request.method.toUpper();
    const QByteArray given = headerOf(request.headers, "traceparent");
    if (given.isEmpty()) {
        ready.traceId = newTraceId();
        request.headers.append({"traceparent", traceparent(ready.traceId, newSpanId()).toLatin1()});
    } else {
        ready.traceId = QString::fromLatin1(given.split('-').value(1));
    }
    if (headerOf(request.headers, "x-request-id").isEmpty())
        request.headers.append({"X-Request-Id", newUuidV7().toLatin1()});
    const bool writes = request.method == "POST" || request.method == "PATCH";
    if (writes && draft.withKey && headerOf(request.headers, "idempotency-key").isEmpty())
        request.headers.append(
            {"Idempotency-Key", '"' + newUuidV7().toLatin1() + '"'}); // a quoted string (RFC 9651, 3.3.3)
    ready.idempotencyKey = QString::fromLatin1(headerOf(request.headers, "idempotency-key"));
    if (isJson(request.body) && headerOf(request.headers, "content-type").isEmpty())
        request.headers.append(qMakePair(QByteArray("Content-Type"), QByteArray("application/json")));
    return ready;
}

QByteArray headerOf(const HeaderList& headers, const QByteArray& name)
{
    for (const auto& [key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace signalbox
