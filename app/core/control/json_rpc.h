// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>

namespace signalbox {

// JSON-RPC 2.0 (jsonrpc.org/specification) as it goes over the control socket: one message a line, ids are integers.
// An Error travels as the `error` member: its message is the sentence, `data` has the code's name and the detail.
namespace json_rpc {

struct Message
{
    enum class Kind { Request, Notification, Answer };

    Kind kind = Kind::Notification;
    qint64 id = 0;
    QString method;
    QJsonObject params;
    Result<QJsonValue> result; // of an Answer
};

QByteArray request(qint64 id, const QString& method, const QJsonObject& params);
QByteArray notification(const QString& method, const QJsonObject& params);
QByteArray answer(qint64 id, const Result<QJsonValue>& result);

Result<Message> parse(const QByteArray& line);

QString codeName(Error::Code code); // "not_found"
Error::Code codeFromName(const QString& name);

} // namespace json_rpc

// Cuts a byte stream into lines and refuses one that grows beyond the limit.
class LineSplitter
{
public:
    explicit LineSplitter(qsizetype limit)
        : m_limit(limit)
    {
    }

    // The lines that are complete now, without their ends. Empty ones are left out.
    QList<QByteArray> feed(const QByteArray& bytes);
    bool overflowed() const { return m_overflowed; }

private:
    qsizetype m_limit;
    QByteArray m_rest;
    bool m_overflowed = false;
};

} // namespace signalbox
