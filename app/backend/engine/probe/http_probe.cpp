// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/probe/http_probe.h"

#include "core/base/format.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QPromise>
#include <QTcpSocket>
#include <QTimer>

namespace signalbox {

namespace {

constexpr qsizetype mostBytes = 16'384;
constexpr int longestReason = 200;

// {"checks": [{"name": …, "status": …, "reason": …}]} is what our services answer; {"checks": {name: reason}} is
// common.
QStringList reasonsOf(const QJsonValue& checks)
{
    QStringList reasons;
    const auto add = [&reasons](const QString& name, const QString& reason) {
        if (!reason.isEmpty() && reason != QLatin1String("ok"))
            reasons.append(QStringLiteral("%1: %2").arg(name, reason));
    };
    const QJsonObject byName = checks.toObject();
    for (auto it = byName.begin(); it != byName.end(); ++it)
        add(it.key(), it->toString());
    const QJsonArray list = checks.toArray();
    for (const auto& check : list)
        add(check[QLatin1String("name")].toString(), check[QLatin1String("reason")].toString());
    return reasons;
}

QString reasonIn(const QByteArray& body)
{
    const QStringList reasons = reasonsOf(QJsonDocument::fromJson(body).object().value(QLatin1String("checks")));
    const QString text = reasons.isEmpty() ? QString::fromUtf8(body).simplified() : reasons.join(QStringLiteral("; "));
    return visibleText(text, longestReason);
}

// One question. Owns itself through its parent, the session; the first outcome is the answer.
class Question : public QObject
{
public:
    Question(const HttpProbe& probe, std::chrono::milliseconds patience, QObject* parent)
        : QObject(parent)
        , m_probe(probe)
    {
        m_promise.start();
        m_socket.setProxy(QNetworkProxy::NoProxy);
        connect(&m_socket, &QTcpSocket::connected, this, [this] { send(); });
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] { receive(); });
        connect(&m_socket, &QTcpSocket::disconnected, this, [this] { settle(judgeHttpAnswer(m_answer)); });
        connect(&m_socket, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
            if (error != QAbstractSocket::RemoteHostClosedError)
                settle(fail(
                    Error::Code::Unavailable,
                    HttpProbeSession::tr("port %1: %2").arg(QString::number(m_probe.port), m_socket.errorString())));
        });
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] {
            settle(fail(Error::Code::Timeout, HttpProbeSession::tr("no answer on port %1").arg(m_probe.port)));
        });
        m_deadline.start(patience);
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), quint16(m_probe.port));
    }

    // A socket says that it ends while it is destroyed, and the deadline is gone before it: nobody listens then.
    ~Question() override { m_socket.disconnect(this); }

    QFuture<Result<void>> future() const { return m_promise.future(); }

private:
    void send()
    {
        m_socket.write("GET " + m_probe.path.toUtf8() +
                       " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_probe.port) +
                       "\r\nUser-Agent: signalbox\r\nAccept: */*\r\nConnection: close\r\n\r\n");
    }

    void receive()
    {
        m_answer += m_socket.readAll();
        if (m_answer.size() > mostBytes)
            settle(judgeHttpAnswer(m_answer));
    }

    void settle(const Result<void>& result)
    {
        if (std::exchange(m_settled, true))
            return;
        m_deadline.stop();
        m_promise.addResult(result);
        m_promise.finish();
        m_socket.disconnect(this);
        m_socket.abort();
        deleteLater();
    }

    HttpProbe m_probe;
    QPromise<Result<void>> m_promise;
    QTcpSocket m_socket;
    QTimer m_deadline;
    QByteArray m_answer;
    bool m_settled = false;
};

} // namespace

HttpProbeSession::HttpProbeSession(HttpProbe probe, std::chrono::milliseconds patience)
    : m_probe(std::move(probe))
    , m_patience(patience)
{
}

QFuture<Result<void>> HttpProbeSession::ask()
{
    return (new Question(m_probe, m_patience, this))->future();
}

// Status line: RFC 9112, section 4.
Result<void> judgeHttpAnswer(const QByteArray& answer)
{
    if (!answer.startsWith("HTTP/1.") || answer.size() < 12)
        return fail(Error::Code::InvalidData, HttpProbeSession::tr("it does not answer in HTTP"));
    const int status = answer.mid(9, 3).toInt();
    if (status >= 200 && status < 300)
        return {};
    const qsizetype end = answer.indexOf("\r\n\r\n");
    const QString reason = end < 0 ? QString() : reasonIn(answer.mid(end + 4));
    const QString code = HttpProbeSession::tr("answers %1").arg(status);
    return fail(Error::Code::Unavailable, reason.isEmpty() ? code : QStringLiteral("%1: %2").arg(code, reason));
}

} // namespace signalbox
