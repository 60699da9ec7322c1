// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/bus.h"

#include <amqp.h>
#include <amqp_framing.h>

#include <vector>

namespace platform {

// The properties of a persistent message. They point into the message: it must outlive them.
class RabbitProperties
{
public:
    explicit RabbitProperties(const Message& message);
    const amqp_basic_properties_t* get() const { return &m_properties; }

private:
    std::vector<amqp_table_entry_t> m_entries;
    amqp_basic_properties_t m_properties{};
};

std::string textOf(const amqp_bytes_t& bytes);

// Takes over id, type, timestamp and headers. Numbers and booleans become text; tables and arrays (x-death) are left
// out, as nothing here decides by them.
void readProperties(const amqp_basic_properties_t& properties, Message& message);

} // namespace platform
