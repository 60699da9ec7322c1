// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_problem.h"

#include "core/http/http_text.h"

#include <curl/curl.h>

namespace signalbox {
namespace {

QString phaseText(HttpPhase phase)
{
    switch (phase) {
    case HttpPhase::Resolve: return HttpText::tr("while its name was looked up");
    case HttpPhase::Connect: return HttpText::tr("while connecting");
    case HttpPhase::Tls: return HttpText::tr("during the TLS handshake");
    case HttpPhase::Send: return HttpText::tr("while the request was sent");
    case HttpPhase::Wait: return HttpText::tr("while waiting for the response");
    case HttpPhase::Receive: return HttpText::tr("while the response was received");
    }
    return {};
}

Error timedOut(const HttpFailure& failure, const QString& where)
{
    const double seconds = static_cast<double>(failure.timeout.count()) / 1000;
    return {
        Error::Code::Timeout,
        HttpText::tr("%1 gave no complete answer within %2 s (%3). Look at its state and log, or raise the timeout.")
            .arg(where, QString::number(seconds), phaseText(failure.phase)),
        failure.detail};
}

} // namespace

Error httpProblem(const HttpFailure& failure)
{
    const QString where = QStringLiteral("%1:%2").arg(failure.host).arg(failure.port);
    switch (failure.curlCode) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return {Error::Code::NotFound,
                HttpText::tr("The name %1 cannot be resolved (port %2). Check the host in the URL.")
                    .arg(failure.host)
                    .arg(failure.port),
                failure.detail};
    case CURLE_COULDNT_CONNECT:
        return {Error::Code::Unavailable,
                HttpText::tr("Nothing answers on %1: the connection was refused. Start the stack, or check the port.")
                    .arg(where),
                failure.detail};
    case CURLE_OPERATION_TIMEDOUT: return timedOut(failure, where);
    case CURLE_PEER_FAILED_VERIFICATION:
        return {
            Error::Code::Refused,
            HttpText::tr("The certificate of %1 is not trusted, so nothing was sent. Give the CA file that signed it, "
                         "or check the host name.")
                .arg(where),
            failure.detail};
    case CURLE_SSL_CACERT_BADFILE:
        return {
            Error::Code::NotFound,
            HttpText::tr("The CA file for %1 cannot be read. Start the stack once, which writes it, or name another.")
                .arg(where),
            failure.detail};
    case CURLE_SSL_CONNECT_ERROR:
        return {Error::Code::Failed,
                HttpText::tr("The TLS handshake with %1 failed. Check that this port speaks https.").arg(where),
                failure.detail};
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return {Error::Code::InvalidData,
                HttpText::tr("The URL cannot be used. Write it as https://host:port/path or http://host:port/path."),
                failure.detail};
    default: break;
    }
    if (failure.tooLarge)
        return {Error::Code::Failed,
                HttpText::tr("The response of %1 is larger than can be kept in memory; it was cut off. Ask for less.")
                    .arg(where),
                failure.detail};
    return {Error::Code::Unavailable,
            HttpText::tr("%1 closed the connection %2. Look at its log and try again.")
                .arg(where, phaseText(failure.phase)),
            failure.detail};
}

} // namespace signalbox
