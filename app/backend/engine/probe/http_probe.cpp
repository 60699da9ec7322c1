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

#include <functional>

namespace signalbox {

namespace {

constexpr qsizetype mostBytes = 16'384;
constexpr int longestReason = 200;
constexpr int longestVersion = 40;

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
    using OnPass = std::function<void(const QByteArray& answer)>;

    Question(int port, QString path, std::chrono::milliseconds patience, OnPass onPass, QObject* parent)
        : QObject(parent)
        , m_port(port)
        , m_path(std::move(path))
        , m_onPass(std::move(onPass))
    {
        m_promise.start();
        m_socket.setProxy(QNetworkProxy::NoProxy);
        connect(&m_socket, &QTcpSocket::connected, this, [this] { send(); });
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] { receive(); });
        connect(&m_socket, &QTcpSocket::disconnected, this, [this] { settle(judgeHttpAnswer(m_answer)); });
        connect(&m_socket, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
            if (error != QAbstractSocket::RemoteHostClosedError)
                settle(fail(Error::Code::Unavailable,
                            HttpProbeSession::tr("port %1: %2").arg(QString::number(m_port), m_socket.errorString())));
        });
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] {
            settle(fail(Error::Code::Timeout, HttpProbeSession::tr("no answer on port %1").arg(m_port)));
        });
        m_deadline.start(patience);
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), quint16(m_port));
    }

    // A socket says that it ends while it is destroyed, and the deadline is gone before it: nobody listens then.
    ~Question() override { m_socket.disconnect(this); }

    QFuture<Result<void>> future() const { return m_promise.future(); }

private:
    void send()
    {
        m_socket.write("GET " + m_path.toUtf8() + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) +
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
        if (result)
            m_onPass(m_answer);
        m_promise.addResult(result);
        m_promise.finish();
        m_socket.disconnect(this);
        m_socket.abort();
        deleteLater();
    }

    int m_port;
    QString m_path;
    OnPass m_onPass;
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
    const auto takeVersion = [this](const QByteArray& answer) {
        if (const QString said = versionInHttpAnswer(answer); !said.isEmpty())
            m_version = said;
    };
    if (m_passed && m_version.isEmpty() && !m_probe.versionPath.isEmpty())
        new Question(m_probe.port, m_probe.versionPath, m_patience, takeVersion, this);
    const auto passed = [this, takeVersion](const QByteArray& answer) {
        m_passed = true;
        takeVersion(answer);
    };
    return (new Question(m_probe.port, m_probe.path, m_patience, passed, this))->future();
}

QString versionInHttpAnswer(const QByteArray& answer)
{
    const qsizetype end = answer.indexOf("\r\n\r\n");
    const QJsonObject body = end < 0 ? QJsonObject() : QJsonDocument::fromJson(answer.mid(end + 4)).object();
    for (const char* name : {"version", "Version"}) {
        if (const QString version = body.value(QLatin1String(name)).toString(); !version.isEmpty())
            return visibleText(version, longestVersion);
    }
    return {};
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
