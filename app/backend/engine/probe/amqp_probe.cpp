// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/probe/amqp_probe.h"

#include <QCoreApplication>
#include <QtConcurrent>

#include <amqp.h>
#include <amqp_tcp_socket.h>

namespace signalbox {

namespace {

constexpr timeval amqpPatience{1, 500'000};
constexpr amqp_channel_t channel = 1;

struct AmqpProbing
{
    Q_DECLARE_TR_FUNCTIONS(AmqpProbing)
};

struct DestroyConnection
{
    void operator()(amqp_connection_state_t connection) const { amqp_destroy_connection(connection); }
};

QString replyText(const amqp_rpc_reply_t& reply)
{
    if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION)
        return QString::fromUtf8(amqp_error_string2(reply.library_error));
    if (reply.reply_type == AMQP_RESPONSE_SERVER_EXCEPTION && reply.reply.id == AMQP_CONNECTION_CLOSE_METHOD) {
        const auto* closed = static_cast<const amqp_connection_close_t*>(reply.reply.decoded);
        return QString::fromUtf8(static_cast<const char*>(closed->reply_text.bytes), qsizetype(closed->reply_text.len));
    }
    return AmqpProbing::tr("the broker refused");
}

// What the broker says of itself in connection.start (AMQP 0-9-1, 1.4.2.2).
QString versionOf(amqp_connection_state_t connection)
{
    const amqp_table_t* properties = amqp_get_server_properties(connection);
    for (int i = 0; properties && i < properties->num_entries; ++i) {
        const amqp_table_entry_t& entry = properties->entries[i];
        const QByteArray key(static_cast<const char*>(entry.key.bytes), qsizetype(entry.key.len));
        if (key == "version" && entry.value.kind == AMQP_FIELD_KIND_UTF8)
            return QString::fromUtf8(static_cast<const char*>(entry.value.value.bytes.bytes),
                                     qsizetype(entry.value.value.bytes.len));
    }
    return {};
}

} // namespace

// Used by one pool thread at a time: a question is only asked when the one before was answered.
struct AmqpProbeSession::Connection
{
    AmqpProbe probe;
    std::unique_ptr<std::remove_pointer_t<amqp_connection_state_t>, DestroyConnection> connection;
    QString version;

    Result<void> ask()
    {
        if (!connection) {
            if (auto opened = open(); !opened) {
                connection.reset();
                return opened;
            }
        }
        amqp_channel_open(connection.get(), channel);
        amqp_rpc_reply_t reply = amqp_get_rpc_reply(connection.get());
        if (reply.reply_type == AMQP_RESPONSE_NORMAL)
            reply = amqp_channel_close(connection.get(), channel, AMQP_REPLY_SUCCESS);
        if (reply.reply_type == AMQP_RESPONSE_NORMAL)
            return {};
        const QString said = replyText(reply);
        connection.reset();
        return fail(Error::Code::Unavailable, said);
    }

    Result<void> open()
    {
        connection.reset(amqp_new_connection());
        amqp_socket_t* socket = amqp_tcp_socket_new(connection.get()); // owned by the connection
        amqp_set_handshake_timeout(connection.get(), &amqpPatience);
        amqp_set_rpc_timeout(connection.get(), &amqpPatience);
        const int status = amqp_socket_open_noblock(socket, "127.0.0.1", probe.port, &amqpPatience);
        if (status != AMQP_STATUS_OK) {
            return fail(Error::Code::Unavailable,
                        AmqpProbing::tr("port %1: %2")
                            .arg(QString::number(probe.port), QString::fromUtf8(amqp_error_string2(status))));
        }
        constexpr int frameMax = 131072; // rabbitmq-c's own default
        const amqp_rpc_reply_t reply = amqp_login(connection.get(),
                                                  "/",
                                                  0,
                                                  frameMax,
                                                  0,
                                                  AMQP_SASL_METHOD_PLAIN,
                                                  probe.user.toUtf8().constData(),
                                                  probe.password.toUtf8().constData());
        if (reply.reply_type != AMQP_RESPONSE_NORMAL)
            return fail(Error::Code::Unavailable,
                        AmqpProbing::tr("log-in as %1: %2").arg(probe.user, replyText(reply)));
        version = versionOf(connection.get());
        return {};
    }
};

AmqpProbeSession::AmqpProbeSession(AmqpProbe probe, QThreadPool* pool)
    : m_pool(pool)
    , m_connection(std::make_shared<Connection>())
{
    m_connection->probe = std::move(probe);
}

QFuture<Result<void>> AmqpProbeSession::ask()
{
    return QtConcurrent::run(m_pool, [connection = m_connection] { return connection->ask(); });
}

QString AmqpProbeSession::version() const
{
    return m_connection->version;
}

} // namespace signalbox
