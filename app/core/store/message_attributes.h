// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

namespace signalbox {

// Names of OpenTelemetry's semantic conventions (messaging, http, database) that a journey is joined by, and two of
// our own: which events a database transaction wrote into its outbox, and how a consumer ended.
namespace attributes {
inline QString messageId()
{
    return QStringLiteral("messaging.message.id");
}
inline QString outboxEventId()
{
    return QStringLiteral("messaging.outbox.event_id");
}
inline QString conversationId()
{
    return QStringLiteral("messaging.message.conversation_id");
}
inline QString routingKey()
{
    return QStringLiteral("messaging.rabbitmq.destination.routing_key");
}
inline QString destination()
{
    return QStringLiteral("messaging.destination.name");
}
inline QString deliveryCount()
{
    return QStringLiteral("messaging.message.delivery_count");
}
inline QString outcome()
{
    return QStringLiteral("messaging.signalbox.outcome");
}
inline QString httpMethod()
{
    return QStringLiteral("http.request.method");
}
inline QString httpRoute()
{
    return QStringLiteral("http.route");
}
inline QString urlPath()
{
    return QStringLiteral("url.path");
}
inline QString httpStatus()
{
    return QStringLiteral("http.response.status_code");
}
} // namespace attributes

// The events that a span speaks of; a transaction that wrote several lists them with commas.
QStringList eventIdsOf(const Span& span);
QStringList eventIdsIn(QString value); // of one attribute

} // namespace signalbox
