// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/broker_state.h"
#include "core/store/records.h"

#include <QMap>

namespace signalbox {

// What the broker's bindings say about who gets which events. `readers` says which service reads a queue. Empty, that
// is unknown, when exchanges are bound to exchanges: what goes through them is not followed.
QList<EventRoute> eventRoutes(const BrokerState& broker, const QMap<QString, QString>& readers);

} // namespace signalbox
