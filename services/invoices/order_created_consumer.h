// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invoices/invoice.h"
#include "platform/bus/json_schema.h"
#include "platform/inbox/event_consumer.h"

#include <functional>
#include <string>
#include <string_view>

namespace invoices {

// order.created.v1 → one invoice for that order. Bytes in, effect out; everything else is the platform's.
class OrderCreatedConsumer
{
public:
    using NewId = std::function<std::string()>;

    // Throws when the contract is broken.
    OrderCreatedConsumer(std::string_view schema, NewId newId);

    tl::expected<platform::Effect, platform::Refusal> operator()(const platform::Message& message) const;
    // The invoice that the event asks for; the refusal says what is wrong with its body.
    tl::expected<Invoice, platform::Refusal> read(const platform::Message& message) const;

private:
    platform::JsonSchema m_schema;
    NewId m_newId;
};

} // namespace invoices
