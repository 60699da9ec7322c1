// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/await.h"
#include "cli/command.h"
#include "cli/connection.h"
#include "cli/request_text.h"
#include "cli/send_request.h"
#include "core/base/format.h"

#include <QFile>
#include <QJsonDocument>

namespace signalbox {
namespace {

Result<QByteArray> readFile(const QString& name)
{
    QFile file(name);
    const bool open =
        name == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!open)
        return fail(Error::Code::NotFound, Cli::tr("%1 cannot be read: %2.").arg(name, file.errorString()));
    return file.readAll();
}

bool isRequestFile(const QString& operand)
{
    return operand.startsWith(QLatin1Char('@')) || operand.endsWith(QLatin1String(".http")) ||
           operand.endsWith(QLatin1String(".rest"));
}

Result<HttpRequest> requestFrom(const CommandLine& line)
{
    const QString operand = line.operands().first();
    HttpRequest request;
    if (isRequestFile(operand)) {
        const QString name = operand.startsWith(QLatin1Char('@')) ? operand.mid(1) : operand;
        const auto read = readFile(name).and_then([&](const QByteArray& text) { return parseRequestText(text, name); });
        if (!read)
            return read;
        request = *read;
    } else {
        request.url = operand;
    }
    if (line.isSet("data")) {
        const QString data = line.value("data");
        const auto body = data.startsWith(QLatin1Char('@')) ? readFile(data.mid(1)) : Result<QByteArray>(data.toUtf8());
        if (!body)
            return tl::unexpected(body.error());
        request.body = *body;
        request.method = "POST";
    }
    if (line.isSet("request"))
        request.method = line.value("request").toUtf8();
    const auto headers = line.values("header");
    for (const QString& header : headers) {
        const qsizetype colon = header.indexOf(QLatin1Char(':'));
        if (colon <= 0)
            return fail(Error::Code::InvalidData, Cli::tr("-H takes \"Name: value\", not \"%1\".").arg(header));
        request.headers.append({header.left(colon).trimmed().toUtf8(), header.mid(colon + 1).trimmed().toUtf8()});
    }
    return request;
}

// Base URL and CA of the stack. Without a daemon a whole URL can still be sent.
Result<QJsonObject> stackInfo(const CommandLine& line)
{
    return locateStack(line.stack()).and_then([](const StackLocation& location) {
        return Connection::attach(location).and_then([](const std::unique_ptr<Connection>& connection) {
            return awaitAnswer(connection->session().info()).map([](const QJsonValue& info) {
                return info.toObject();
            });
        });
    });
}

QJsonObject headersObject(const HeaderList& headers)
{
    QJsonObject object;
    for (const auto& [name, value] : headers) {
        const QString key = QString::fromUtf8(name).toLower();
        const QString text = QString::fromUtf8(value);
        if (!object.contains(key)) {
            object.insert(key, text);
            continue;
        }
        QJsonArray several = object.value(key).isArray() ? object.value(key).toArray() : QJsonArray{object.value(key)};
        several.append(text);
        object.insert(key, several);
    }
    return object;
}

QJsonObject timingsObject(const HttpTimings& t)
{
    return {{QStringLiteral("started_ns"), t.startedNs},
            {QStringLiteral("dns_ns"), t.dns},
            {QStringLiteral("connect_ns"), t.connect},
            {QStringLiteral("tls_ns"), t.tls},
            {QStringLiteral("send_ns"), t.send},
            {QStringLiteral("wait_ns"), t.wait},
            {QStringLiteral("receive_ns"), t.receive},
            {QStringLiteral("total_ns"), t.total}};
}

void printJson(const ReadyRequest& sent, const HttpResponse& response, const Terminal& terminal)
{
    QJsonObject object{{QStringLiteral("method"), QString::fromUtf8(sent.request.method)},
                       {QStringLiteral("url"), sent.request.url},
                       {QStringLiteral("trace_id"), sent.traceId},
                       {QStringLiteral("idempotency_key"), sent.idempotencyKey},
                       {QStringLiteral("status"), response.status},
                       {QStringLiteral("reason"), QString::fromUtf8(response.reason)},
                       {QStringLiteral("http_version"), QString::fromLatin1(response.httpVersion)},
                       {QStringLiteral("tls_version"), response.tlsVersion},
                       {QStringLiteral("remote_address"), response.remoteAddress},
                       {QStringLiteral("headers"), headersObject(response.headers)},
                       {QStringLiteral("body"), QString::fromUtf8(response.body)},
                       {QStringLiteral("timings"), timingsObject(response.timings)}};
    const auto body = QJsonDocument::fromJson(response.body);
    if (body.isObject())
        object.insert(QStringLiteral("body_json"), body.object());
    else if (body.isArray())
        object.insert(QStringLiteral("body_json"), body.array());
    terminal.print(object);
}

void printText(const ReadyRequest& sent, const HttpResponse& response, const Terminal& terminal)
{
    terminal.print(QStringLiteral("HTTP/%1 %2 %3")
                       .arg(QString::fromLatin1(response.httpVersion))
                       .arg(response.status)
                       .arg(visibleText(response.reason))
                       .trimmed());
    for (const auto& [name, value] : response.headers)
        terminal.print(QStringLiteral("%1: %2").arg(visibleText(name), visibleText(value)));
    terminal.print(QString());
    const auto lines = response.body.split('\n');
    for (const QByteArray& line : lines)
        terminal.print(visibleText(line, 65'536));
    const HttpTimings& t = response.timings;
    terminal.print(QStringLiteral("\n") +
                   Cli::tr("time   %1 = dns %2 + connect %3 + tls %4 + send %5 + wait %6 + receive %7")
                       .arg(formatDuration(t.total),
                            formatDuration(t.dns),
                            formatDuration(t.connect),
                            formatDuration(t.tls),
                            formatDuration(t.send),
                            formatDuration(t.wait),
                            formatDuration(t.receive)));
    terminal.print(Cli::tr("trace  %1").arg(sent.traceId));
}

} // namespace

void commands_of::declareSend(CommandLine& line)
{
    line.addValue({QStringLiteral("X"), QStringLiteral("request")},
                  Cli::tr("The method; GET, or POST with -d."),
                  Cli::tr("METHOD"));
    line.addValue(
        {QStringLiteral("H"), QStringLiteral("header")}, Cli::tr("A header; may be repeated."), Cli::tr("NAME: VALUE"));
    line.addValue({QStringLiteral("d"), QStringLiteral("data")},
                  Cli::tr("The body; @FILE reads it, @- from stdin."),
                  Cli::tr("DATA"));
    line.addValue({QStringLiteral("u"), QStringLiteral("url")},
                  Cli::tr("What a path is below; the edge's URL."),
                  Cli::tr("BASE"));
    line.addFlag({QStringLiteral("no-key")}, Cli::tr("No Idempotency-Key on POST and PATCH."));
    line.addFlag({QStringLiteral("f"), QStringLiteral("fail")}, Cli::tr("Exit with 1 on a status of 400 or more."));
    line.addValue({QStringLiteral("timeout")},
                  Cli::tr("How long the exchange may take."),
                  Cli::tr("TIME"),
                  QStringLiteral("30s"));
}

ExitCode commands_of::send(const CommandLine& line, const Terminal& terminal)
{
    if (line.operands().size() != 1)
        return terminal.usage(Cli::tr("send takes one URL, path or request file."));
    const auto timeout = line.duration("timeout");
    if (!timeout)
        return terminal.usage(timeout.error().message);
    const auto drafted = requestFrom(line);
    if (!drafted)
        return terminal.usage(drafted.error().message);
    const auto info = stackInfo(line);
    const bool needsStack = drafted->url.startsWith(QLatin1Char('/')) && !line.isSet("url");
    if (needsStack && !info)
        return terminal.fail(info.error());
    const QString base = line.isSet("url") ? line.value("url")
                         : info            ? info->value(QLatin1String("edge_url")).toString()
                                           : QString();
    auto ready = readyRequest({*drafted, base, !line.isSet("no-key")});
    if (!ready)
        return terminal.fail(ready.error());
    ready->request.timeout = *timeout;
    if (info && ready->request.url.startsWith(QLatin1String("https:")))
        ready->request.caFile = info->value(QLatin1String("ca_file")).toString();
    HttpClient client;
    const auto response = await(client.send(ready->request), *timeout + std::chrono::seconds(5));
    if (!response)
        return terminal.fail({Error::Code::Timeout, Cli::tr("There was no answer in time."), {}});
    if (!*response)
        return terminal.fail(response->error());
    if (terminal.isJson())
        printJson(*ready, **response, terminal);
    else
        printText(*ready, **response, terminal);
    return line.isSet("fail") && (*response)->status >= 400 ? ExitCode::Failed : ExitCode::Ok;
}

} // namespace signalbox
