// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/saga/saga_store.h"
#include "platform/inbox/event_handler.h"

#include <map>
#include <string>

namespace orders {

// What others answer to a saga, by event type, as EventConsumer wants it. Throws when a contract is broken.
std::map<std::string, platform::EventHandler> sagaHandlers(const SagaSettings& settings);

} // namespace orders
