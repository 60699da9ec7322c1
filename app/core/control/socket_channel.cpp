// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/socket_channel.h"

#include "core/control/control_limits.h"

#include <QLocalSocket>

namespace signalbox {

struct SocketChannel::Call
{
    QPromise<Result<QJsonValue>> promise;
    QTimer deadline;
};

SocketChannel::SocketChannel(QString socketPath, QObject* parent)
    : ControlChannel(parent)
    , m_path(std::move(socketPath))
    , m_socket(std::make_unique<QLocalSocket>())
    , m_splitter(control_limits::lineBytes)
    , m_delay(control_limits::reconnectDelay)
{
    m_reconnect.setSingleShot(true);
    connect(&m_reconnect, &QTimer::timeout, this, &SocketChannel::open);
    connect(m_socket.get(), &QLocalSocket::connected, this, [this] {
        m_lost = false;
        m_splitter = LineSplitter(control_limits::lineBytes);
        m_delay = control_limits::reconnectDelay;
        emit connected();
    });
    connect(m_socket.get(), &QLocalSocket::readyRead, this, &SocketChannel::readLines);
    connect(m_socket.get(), &QLocalSocket::disconnected, this, [this] {
        if (!m_lost)
            lose(tr("The connection to the daemon ended. It was stopped, or it crashed."));
    });
    connect(m_socket.get(), &QLocalSocket::errorOccurred, this, [this] {
        if (m_socket->state() != QLocalSocket::ConnectedState && m_lost)
            lose(connectProblem());
    });
}

SocketChannel::~SocketChannel()
{
    m_socket->disconnect(this);
    for (const auto& call : std::as_const(m_calls))
        call->promise.future().cancel();
    for (const auto& call : std::as_const(m_calls))
        call->promise.finish();
}

void SocketChannel::open()
{
    if (m_socket->state() == QLocalSocket::UnconnectedState)
        m_socket->connectToServer(m_path);
}

void SocketChannel::setReconnect(bool on)
{
    m_mayReconnect = on;
    if (!on)
        m_reconnect.stop();
}

bool SocketChannel::isConnected() const
{
    return m_socket->state() == QLocalSocket::ConnectedState && !m_lost;
}

QFuture<Result<QJsonValue>> SocketChannel::call(const QString& method, const QJsonObject& params)
{
    const auto call = std::make_shared<Call>();
    call->promise.start();
    const auto future = call->promise.future();
    if (!isConnected()) {
        call->promise.addResult(
            fail(Error::Code::Unavailable, tr("There is no connection to the daemon. Start the stack first.")));
        call->promise.finish();
        return future;
    }
    const qint64 id = ++m_lastId;
    call->deadline.setSingleShot(true);
    connect(&call->deadline, &QTimer::timeout, this, [this, id, method] {
        settle(id,
               fail(Error::Code::Timeout,
                    tr("The daemon did not answer \"%1\" within %2 s. It may be overloaded; try again.")
                        .arg(method)
                        .arg(control_limits::callTimeout.count() / 1000)));
    });
    call->deadline.start(control_limits::callTimeout);
    m_calls.insert(id, call);
    m_socket->write(json_rpc::request(id, method, params));
    m_socket->flush();
    return future;
}

void SocketChannel::readLines()
{
    const auto lines = m_splitter.feed(m_socket->readAll());
    for (const QByteArray& line : lines)
        take(line);
    if (m_splitter.overflowed()) {
        lose(tr("The daemon sent a message of more than %1 bytes; the connection was ended.")
                 .arg(control_limits::lineBytes));
        m_socket->abort();
    }
}

void SocketChannel::take(const QByteArray& line)
{
    const auto message = json_rpc::parse(line);
    if (!message) {
        qWarning("%s (%s)", qPrintable(message.error().message), qPrintable(message.error().detail));
        return;
    }
    if (message->kind == json_rpc::Message::Kind::Answer)
        settle(message->id, message->result);
    else
        emit notified(message->method, message->params);
}

void SocketChannel::settle(qint64 id, const Result<QJsonValue>& result)
{
    const auto call = m_calls.take(id); // an answer after its deadline finds nothing
    if (!call)
        return;
    call->deadline.stop();
    call->promise.addResult(result);
    call->promise.finish();
}

void SocketChannel::lose(const QString& why)
{
    m_lost = true;
    const auto ids = m_calls.keys();
    for (const qint64 id : ids)
        settle(id, fail(Error::Code::Unavailable, why));
    if (m_mayReconnect) {
        m_reconnect.start(m_delay);
        m_delay = std::min(m_delay * 2, control_limits::reconnectDelayMax);
    }
    emit disconnected(why);
}

QString SocketChannel::connectProblem() const
{
    if (m_socket->error() == QLocalSocket::SocketAccessError)
        return tr("The daemon's socket %1 belongs to another user.").arg(m_path);
    return tr("No daemon runs for this stack. Start it in the window or with signalboxctl up.");
}

} // namespace signalbox
