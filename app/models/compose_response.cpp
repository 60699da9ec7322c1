// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_response.h"

#include "core/base/format.h"
#include "models/compose_json.h"

#include <QCoreApplication>

namespace signalbox {

namespace {

struct ComposeResponseText
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::ComposeResponse)
};

constexpr qsizetype mostShown = 1'000'000; // an editor with more would stall the window

StatusTone toneOf(int status)
{
    if (status < 300)
        return StatusTone::Ok;
    if (status < 400)
        return StatusTone::Busy;
    return status < 500 ? StatusTone::Warn : StatusTone::Fail;
}

// RFC 9110 15, RFC 6585: HTTP/2 sends the number alone. The same in every language.
QString reasonPhrase(int status)
{
    static const QHash<int, const char*> phrases{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {206, "Partial Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {415, "Unsupported Media Type"},
        {422, "Unprocessable Content"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
    };
    return QString::fromLatin1(phrases.value(status, ""));
}

QString phaseText(const QString& name, qint64 ns)
{
    return QStringLiteral("%1 %2").arg(name, QString::number(static_cast<double>(ns) / 1e6, 'f', 1));
}

QList<ComposeResponse::Phase> phasesOf(const HttpResponse& response)
{
    using Kind = ComposeResponse::Phase::Kind;
    const HttpTimings& t = response.timings;
    const bool secure = !response.tlsVersion.isEmpty();
    const bool reused = t.connect == 0 && t.tls == 0 && t.dns == 0;
    QList<ComposeResponse::Phase> phases;
    if (reused) {
        phases.append({Kind::Connect, ComposeResponseText::tr("connection reused"), 0});
    } else {
        phases.append({Kind::Dns, phaseText(ComposeResponseText::tr("dns"), t.dns), t.dns});
        phases.append({Kind::Connect, phaseText(ComposeResponseText::tr("connect"), t.connect), t.connect});
        if (secure)
            phases.append({Kind::Tls, phaseText(ComposeResponseText::tr("tls"), t.tls), t.tls});
    }
    phases.append({Kind::Send, phaseText(ComposeResponseText::tr("send"), t.send), t.send});
    phases.append({Kind::Wait, phaseText(ComposeResponseText::tr("wait"), t.wait), t.wait});
    phases.append({Kind::Receive, phaseText(ComposeResponseText::tr("receive"), t.receive), t.receive});
    return phases;
}

QString factsOf(const HttpResponse& response)
{
    QStringList facts{formatBytes(response.body.size())};
    if (!response.httpVersion.isEmpty())
        facts.append(QStringLiteral("HTTP/") + QString::fromLatin1(response.httpVersion));
    if (!response.tlsVersion.isEmpty())
        facts.append(response.tlsVersion);
    return facts.join(QStringLiteral(" · "));
}

// Lines and tabs stay; whatever else would be invisible or would act becomes visible.
QString shownBody(const QByteArray& body)
{
    QStringList lines;
    for (const QByteArray& line : body.split('\n'))
        lines.append(visibleText(line.endsWith('\r') ? line.chopped(1) : line, static_cast<int>(mostShown)));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ComposeResponse composeResponse(const HttpResponse& response)
{
    ComposeResponse shown;
    shown.status = response.status;
    shown.tone = toneOf(response.status);
    const QString reason = response.reason.isEmpty() ? reasonPhrase(response.status) : visibleText(response.reason, 60);
    shown.statusText = QStringLiteral("%1 %2").arg(QString::number(response.status), reason).trimmed();
    shown.duration = formatDuration(response.timings.total);
    shown.facts = factsOf(response);
    shown.phases = phasesOf(response);
    shown.headers = response.headers;
    const QByteArray body = response.body.left(mostShown);
    if (body.size() < response.body.size())
        shown.note = ComposeResponseText::tr("Only the first %1 of %2 are shown.")
                         .arg(formatBytes(body.size()), formatBytes(response.body.size()));
    shown.isJson = response.header("Content-Type").contains("json") && !jsonProblem(body);
    shown.raw = shownBody(body);
    shown.pretty = shown.isJson ? shownBody(prettyJson(body)) : shown.raw;
    return shown;
}

} // namespace signalbox
