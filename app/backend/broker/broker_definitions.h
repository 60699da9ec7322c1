// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/stack/broker_state.h"

namespace signalbox {

// Exchanges, queues and bindings from a RabbitMQ definitions file, for one virtual host. The broker loads the same
// file at boot and nobody may declare anything else, so it says what is there without a management plugin.
// Counts of the queues are unknown.
Result<BrokerState> parseBrokerDefinitions(const QByteArray& json, const QString& virtualHost = QStringLiteral("/"));

} // namespace signalbox
