// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_transfer.h"

#include "core/base/format.h"
#include "core/http/http_problem.h"
#include "core/http/http_text.h"

#include <QUrl>

#include <curl/curl.h>

namespace signalbox {
namespace {

constexpr qsizetype largestBody = 256 * 1024 * 1024;

qint64 nanoseconds(CURL* handle, CURLINFO info)
{
    curl_off_t microseconds = 0;
    curl_easy_getinfo(handle, info, &microseconds);
    return microseconds * 1000;
}

bool isLine(const QByteArray& text)
{
    return !text.contains('\r') && !text.contains('\n') && !text.contains('\0');
}

// Of an exchange that broke: the first milestone that was not reached.
HttpPhase phaseOf(CURL* handle, bool tls, bool sent)
{
    if (nanoseconds(handle, CURLINFO_NAMELOOKUP_TIME_T) == 0)
        return HttpPhase::Resolve;
    if (nanoseconds(handle, CURLINFO_CONNECT_TIME_T) == 0)
        return HttpPhase::Connect;
    if (tls && nanoseconds(handle, CURLINFO_APPCONNECT_TIME_T) == 0)
        return HttpPhase::Tls;
    if (nanoseconds(handle, CURLINFO_STARTTRANSFER_TIME_T) > 0)
        return HttpPhase::Receive;
    return sent ? HttpPhase::Wait : HttpPhase::Send;
}

} // namespace

struct HttpTransfer::Callbacks
{
    static size_t header(char* data, size_t size, size_t count, void* self)
    {
        static_cast<HttpTransfer*>(self)->takeHeader(QByteArray(data, static_cast<qsizetype>(size * count)));
        return size * count;
    }

    static size_t body(char* data, size_t size, size_t count, void* self)
    {
        auto* transfer = static_cast<HttpTransfer*>(self);
        const auto length = static_cast<qsizetype>(size) * static_cast<qsizetype>(count);
        transfer->m_tooLarge = transfer->m_response.body.size() + length > largestBody;
        if (transfer->m_tooLarge)
            return 0; // ends the transfer
        transfer->m_response.body.append(data, length);
        return size * count;
    }

    // The only places where curl 7.88 says when the request was out, and which TLS was agreed on.
    static int debug(CURL*, curl_infotype type, char* data, size_t size, void* self)
    {
        auto* transfer = static_cast<HttpTransfer*>(self);
        if (size > 0 && (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT))
            transfer->noteSent();
        static const QByteArray agreed("SSL connection using ");
        const QByteArray text(data, static_cast<qsizetype>(size));
        if (type == CURLINFO_TEXT && text.startsWith(agreed))
            transfer->m_response.tlsVersion = QString::fromLatin1(text.mid(agreed.size()).split(' ').first());
        return 0;
    }
};

HttpTransfer::HttpTransfer(HttpRequest request, QPromise<Result<HttpResponse>> promise)
    : m_request(std::move(request))
    , m_promise(std::move(promise))
    , m_handle(curl_easy_init())
    , m_curlError(CURL_ERROR_SIZE, '\0')
{
}

HttpTransfer::~HttpTransfer()
{
    curl_easy_cleanup(m_handle);
    curl_slist_free_all(m_headers);
    curl_slist_free_all(m_connectTo);
}

Result<void> HttpTransfer::prepare()
{
    if (!isLine(m_request.method) || m_request.method.isEmpty())
        return fail(Error::Code::InvalidData,
                    HttpText::tr("The method is empty or spans lines. Use GET, POST, PATCH …"));
    curl_easy_setopt(m_handle, CURLOPT_URL, m_request.url.toUtf8().constData());
    curl_easy_setopt(m_handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(m_handle, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(m_handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(m_handle, CURLOPT_TIMEOUT_MS, static_cast<long>(m_request.timeout.count()));
    curl_easy_setopt(m_handle, CURLOPT_ERRORBUFFER, m_curlError.data());
    curl_easy_setopt(m_handle, CURLOPT_PRIVATE, this);
    curl_easy_setopt(m_handle, CURLOPT_HEADERFUNCTION, &Callbacks::header);
    curl_easy_setopt(m_handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, &Callbacks::body);
    curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_DEBUGFUNCTION, &Callbacks::debug);
    curl_easy_setopt(m_handle, CURLOPT_DEBUGDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_VERBOSE, 1L);
    if (!m_request.caFile.isEmpty()) // the system's certificates stay trusted: they come from curl's CA path
        curl_easy_setopt(m_handle, CURLOPT_CAINFO, m_request.caFile.toLocal8Bit().constData());
    if (m_request.loopback) {
        m_connectTo = curl_slist_append(nullptr, "::127.0.0.1:"); // any name, same port
        curl_easy_setopt(m_handle, CURLOPT_CONNECT_TO, m_connectTo);
        curl_easy_setopt(m_handle, CURLOPT_PROXY, "");
    }
    setBody();
    return setHeaders();
}

void HttpTransfer::setBody()
{
    if (m_request.method == "HEAD") {
        curl_easy_setopt(m_handle, CURLOPT_NOBODY, 1L);
        return;
    }
    if (!m_request.body.isEmpty() || m_request.method == "POST") {
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDS, m_request.body.constData());
    }
    curl_easy_setopt(m_handle, CURLOPT_CUSTOMREQUEST, m_request.method.constData());
}

Result<void> HttpTransfer::setHeaders()
{
    bool hasType = false;
    bool hasAgent = false;
    for (const auto& [name, value] : m_request.headers) {
        if (name.isEmpty() || name.contains(':') || !isLine(name) || !isLine(value)) {
            return fail(Error::Code::InvalidData,
                        HttpText::tr("The header \"%1\" is empty, has a colon in its name or spans lines.")
                            .arg(visibleText(name, 60)));
        }
        hasType = hasType || name.compare("content-type", Qt::CaseInsensitive) == 0;
        hasAgent = hasAgent || name.compare("user-agent", Qt::CaseInsensitive) == 0;
        const QByteArray line = value.isEmpty() ? name + ';' : name + ": " + value; // "name;" = an empty value
        m_headers = curl_slist_append(m_headers, line.constData());
    }
    m_headers = curl_slist_append(m_headers, "Expect:"); // nothing is sent that the user did not write …
    if (!hasType)
        m_headers = curl_slist_append(m_headers, "Content-Type:"); // … not even curl's form type
    if (!hasAgent)
        m_headers = curl_slist_append(m_headers, "User-Agent: signalbox");
    curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_headers);
    return {};
}

void HttpTransfer::begin()
{
    m_startedNs = nowNanoseconds();
    m_clock.start();
}

void HttpTransfer::noteSent()
{
    m_lastSentNs = m_clock.nsecsElapsed();
    if (m_firstSentNs == 0)
        m_firstSentNs = m_lastSentNs;
}

void HttpTransfer::takeHeader(const QByteArray& line)
{
    const QByteArray text = line.trimmed();
    if (text.startsWith("HTTP/")) { // a new head: what an interim response (1xx) said is over
        m_response.headers.clear();
        m_firstByteNs = m_clock.nsecsElapsed();
        m_response.reason = text.split(' ').mid(2).join(' ');
        return;
    }
    const qsizetype colon = text.indexOf(':');
    if (colon > 0)
        m_response.headers.append({text.left(colon), text.mid(colon + 1).trimmed()});
}

// curl's milestones are times since the start; a phase is the way from one to the next (curl_easy_getinfo(3), "TIMES").
HttpTimings HttpTransfer::timings() const
{
    HttpTimings t;
    t.startedNs = m_startedNs;
    t.total = nanoseconds(m_handle, CURLINFO_TOTAL_TIME_T);
    // On a connection that was there already curl's first milestones are not zero but a few microseconds.
    long connections = 0;
    curl_easy_getinfo(m_handle, CURLINFO_NUM_CONNECTS, &connections);
    const auto milestone = [&](CURLINFO info) { return connections > 0 ? nanoseconds(m_handle, info) : 0; };
    const qint64 resolved = std::min(milestone(CURLINFO_NAMELOOKUP_TIME_T), t.total);
    const qint64 connected = std::clamp(milestone(CURLINFO_CONNECT_TIME_T), resolved, t.total);
    const qint64 secured = std::clamp(milestone(CURLINFO_APPCONNECT_TIME_T), connected, t.total);
    // Our clock and curl's did not start together, so only distances on ours are taken over. curl's own "start
    // transfer" counts any byte of an HTTP/2 connection, its settings too.
    const qint64 ready = nanoseconds(m_handle, CURLINFO_PRETRANSFER_TIME_T);
    const qint64 first = std::clamp(ready + m_firstByteNs - m_firstSentNs, secured, t.total);
    const qint64 sent = std::clamp(ready + m_lastSentNs - m_firstSentNs, secured, first);
    t.dns = resolved;
    t.connect = connected - resolved;
    t.tls = secured - connected;
    t.send = sent - secured;
    t.wait = first - sent;
    t.receive = t.total - first;
    return t;
}

void HttpTransfer::end(int curlCode)
{
    const QUrl url(m_request.url);
    if (curlCode != CURLE_OK) {
        const bool tls = url.scheme() == QLatin1String("https");
        end(httpProblem({.curlCode = curlCode,
                         .host = url.host(),
                         .port = url.port(tls ? 443 : 80),
                         .phase = phaseOf(m_handle, tls, m_firstSentNs > 0),
                         .timeout = m_request.timeout,
                         .tooLarge = m_tooLarge,
                         .detail = QString::fromUtf8(m_curlError.constData())}));
        return;
    }
    long status = 0;
    long version = 0;
    long port = 0;
    char* address = nullptr;
    curl_easy_getinfo(m_handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(m_handle, CURLINFO_HTTP_VERSION, &version);
    curl_easy_getinfo(m_handle, CURLINFO_PRIMARY_IP, &address);
    curl_easy_getinfo(m_handle, CURLINFO_PRIMARY_PORT, &port);
    m_response.status = static_cast<int>(status);
    m_response.httpVersion = version == CURL_HTTP_VERSION_2_0 ? "2" : version == CURL_HTTP_VERSION_1_0 ? "1.0" : "1.1";
    m_response.remoteAddress = QStringLiteral("%1:%2").arg(QString::fromLatin1(address)).arg(port);
    m_response.timings = timings();
    m_promise.addResult(std::move(m_response));
    m_promise.finish();
}

void HttpTransfer::end(const Error& error)
{
    m_promise.addResult(tl::unexpected(error));
    m_promise.finish();
}

void HttpTransfer::cancel()
{
    m_promise.future().cancel();
    m_promise.finish();
}

} // namespace signalbox
