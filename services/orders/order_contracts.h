// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/json_schema.h"
#include "platform/outbox/outbox.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace orders {

// What the service has promised about its events. Throws when a contract is broken.
class EventContracts
{
public:
    EventContracts();

    // Whether the event is what was promised; what is not is logged and must not be sent.
    bool holds(const platform::OutboxRow& event) const;

private:
    std::map<std::string, platform::JsonSchema, std::less<>> m_schemas; // by type
};

} // namespace orders
