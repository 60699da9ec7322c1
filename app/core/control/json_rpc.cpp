// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/json_rpc.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <array>

namespace signalbox {
namespace {

struct CodeRow
{
    Error::Code code;
    const char* name;
    int number; // -32000 … -32099 are free for the server (specification, 5.1)
};

constexpr std::array codes{
    CodeRow{Error::Code::NotFound, "not_found", -32001},
    CodeRow{Error::Code::Unavailable, "unavailable", -32002},
    CodeRow{Error::Code::Timeout, "timeout", -32003},
    CodeRow{Error::Code::InvalidData, "invalid_data", -32602},
    CodeRow{Error::Code::Refused, "refused", -32004},
    CodeRow{Error::Code::Conflict, "conflict", -32005},
    CodeRow{Error::Code::Failed, "failed", -32000},
};

QByteArray toLine(QJsonObject message)
{
    message.insert(QStringLiteral("jsonrpc"), QStringLiteral("2.0"));
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject errorObject(const Error& error)
{
    int number = 0;
    for (const auto& row : codes) {
        if (row.code == error.code)
            number = row.number;
    }
    QJsonObject data{{QStringLiteral("code"), json_rpc::codeName(error.code)}};
    if (!error.detail.isEmpty())
        data.insert(QStringLiteral("detail"), error.detail);
    return {
        {QStringLiteral("code"), number}, {QStringLiteral("message"), error.message}, {QStringLiteral("data"), data}};
}

Error errorFrom(const QJsonObject& object)
{
    const QJsonObject data = object.value(QLatin1String("data")).toObject();
    return {json_rpc::codeFromName(data.value(QLatin1String("code")).toString()),
            object.value(QLatin1String("message")).toString(),
            data.value(QLatin1String("detail")).toString()};
}

json_rpc::Message answerFrom(const QJsonObject& object)
{
    json_rpc::Message message;
    message.kind = json_rpc::Message::Kind::Answer;
    message.id = object.value(QLatin1String("id")).toInteger();
    if (object.contains(QLatin1String("error")))
        message.result = tl::unexpected(errorFrom(object.value(QLatin1String("error")).toObject()));
    else
        message.result = object.value(QLatin1String("result"));
    return message;
}

tl::unexpected<Error> malformed(const QString& detail)
{
    return fail(
        Error::Code::InvalidData,
        QCoreApplication::translate("Control", "The control socket carried a message that is not JSON-RPC 2.0."),
        detail);
}

} // namespace

QByteArray json_rpc::request(qint64 id, const QString& method, const QJsonObject& params)
{
    return toLine({{QStringLiteral("id"), id}, {QStringLiteral("method"), method}, {QStringLiteral("params"), params}});
}

QByteArray json_rpc::notification(const QString& method, const QJsonObject& params)
{
    return toLine({{QStringLiteral("method"), method}, {QStringLiteral("params"), params}});
}

QByteArray json_rpc::answer(qint64 id, const Result<QJsonValue>& result)
{
    QJsonObject message{{QStringLiteral("id"), id}};
    if (result)
        message.insert(QStringLiteral("result"), *result);
    else
        message.insert(QStringLiteral("error"), errorObject(result.error()));
    return toLine(message);
}

Result<json_rpc::Message> json_rpc::parse(const QByteArray& line)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(line, &problem);
    if (!document.isObject())
        return malformed(problem.errorString());
    const QJsonObject object = document.object();
    if (object.value(QLatin1String("jsonrpc")) != QLatin1String("2.0"))
        return malformed(QStringLiteral("no \"jsonrpc\": \"2.0\""));
    if (!object.contains(QLatin1String("method")))
        return answerFrom(object);
    const QJsonValue params = object.value(QLatin1String("params"));
    if (!object.value(QLatin1String("method")).isString() || !(params.isObject() || params.isUndefined()))
        return malformed(QStringLiteral("method is not a string, or params is not an object"));
    Message message;
    message.kind = object.contains(QLatin1String("id")) ? Message::Kind::Request : Message::Kind::Notification;
    message.id = object.value(QLatin1String("id")).toInteger();
    message.method = object.value(QLatin1String("method")).toString();
    message.params = params.toObject();
    return message;
}

QString json_rpc::codeName(Error::Code code)
{
    for (const auto& row : codes) {
        if (row.code == code)
            return QLatin1String(row.name);
    }
    return QStringLiteral("failed");
}

Error::Code json_rpc::codeFromName(const QString& name)
{
    for (const auto& row : codes) {
        if (name == QLatin1String(row.name))
            return row.code;
    }
    return Error::Code::Failed;
}

QList<QByteArray> LineSplitter::feed(const QByteArray& bytes)
{
    QList<QByteArray> lines;
    if (m_overflowed)
        return lines;
    m_rest += bytes;
    qsizetype begin = 0;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0 && !m_overflowed; end = m_rest.indexOf('\n', begin)) {
        m_overflowed = end - begin > m_limit;
        if (!m_overflowed && end > begin)
            lines.append(m_rest.mid(begin, end - begin));
        begin = end + 1;
    }
    m_rest.remove(0, begin);
    m_overflowed = m_overflowed || m_rest.size() > m_limit;
    return lines;
}

} // namespace signalbox
