// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/http_client.h"

#include <QElapsedTimer>
#include <QPromise>

struct curl_slist;

namespace signalbox {

// One exchange on the client's thread: sets up libcurl's handle, gathers what comes, turns the end into a Result.
// The handle is a CURL*, void here so that curl's header stays in the .cpp.
class HttpTransfer
{
public:
    HttpTransfer(HttpRequest request, QPromise<Result<HttpResponse>> promise);
    ~HttpTransfer();
    HttpTransfer(const HttpTransfer&) = delete;
    HttpTransfer& operator=(const HttpTransfer&) = delete;

    Result<void> prepare(); // fails for what cannot be sent as it stands
    void* handle() const { return m_handle; }
    bool isCancelled() const { return m_promise.isCanceled(); }
    void begin(); // the clock starts

    void end(int curlCode);
    void end(const Error& error);
    void cancel();

private:
    struct Callbacks; // what libcurl calls

    Result<void> setHeaders();
    void setBody();
    HttpTimings timings() const;
    void noteSent();
    void takeHeader(const QByteArray& line);

    HttpRequest m_request;
    HttpResponse m_response;
    QPromise<Result<HttpResponse>> m_promise;
    void* m_handle = nullptr;
    curl_slist* m_headers = nullptr;
    curl_slist* m_connectTo = nullptr;
    QElapsedTimer m_clock;
    qint64 m_startedNs = 0;
    qint64 m_firstSentNs = 0; // when the first and the last piece of the request went out, since begin()
    qint64 m_lastSentNs = 0;
    qint64 m_firstByteNs = 0; // when the head of the response came
    QByteArray m_curlError;
    bool m_tooLarge = false;
};

} // namespace signalbox
