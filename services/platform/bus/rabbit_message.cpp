// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/rabbit_message.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace platform {
namespace {

constexpr std::uint8_t persistent = 2;

amqp_bytes_t bytesOf(std::string_view text)
{
    return {text.size(), const_cast<char*>(text.data())};
}

// Headers that are numbers in the envelope; the rest is text.
bool isNumber(std::string_view name)
{
    static constexpr std::array<std::string_view, 3> names{"aggregate_seq", "schema_version", "attempts"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

amqp_table_entry_t entryOf(const std::string& name, const std::string& value)
{
    amqp_table_entry_t entry{};
    entry.key = bytesOf(name);
    std::int64_t number = 0;
    if (isNumber(name) && std::from_chars(value.data(), value.data() + value.size(), number).ec == std::errc()) {
        entry.value.kind = AMQP_FIELD_KIND_I64;
        entry.value.value.i64 = number;
    } else {
        entry.value.kind = AMQP_FIELD_KIND_UTF8;
        entry.value.value.bytes = bytesOf(value);
    }
    return entry;
}

std::optional<std::string> fieldText(const amqp_field_value_t& value)
{
    switch (value.kind) {
    case AMQP_FIELD_KIND_UTF8:
    case AMQP_FIELD_KIND_BYTES: return platform::textOf(value.value.bytes);
    case AMQP_FIELD_KIND_BOOLEAN: return value.value.boolean ? "true" : "false";
    case AMQP_FIELD_KIND_I8: return std::to_string(value.value.i8);
    case AMQP_FIELD_KIND_U8: return std::to_string(value.value.u8);
    case AMQP_FIELD_KIND_I16: return std::to_string(value.value.i16);
    case AMQP_FIELD_KIND_U16: return std::to_string(value.value.u16);
    case AMQP_FIELD_KIND_I32: return std::to_string(value.value.i32);
    case AMQP_FIELD_KIND_U32: return std::to_string(value.value.u32);
    case AMQP_FIELD_KIND_I64:
    case AMQP_FIELD_KIND_TIMESTAMP: return std::to_string(value.value.i64);
    case AMQP_FIELD_KIND_U64: return std::to_string(value.value.u64);
    default: return std::nullopt;
    }
}

} // namespace

std::string textOf(const amqp_bytes_t& bytes)
{
    return {static_cast<const char*>(bytes.bytes), bytes.len};
}

RabbitProperties::RabbitProperties(const Message& message)
{
    m_entries.reserve(message.headers.size());
    for (const auto& [name, value] : message.headers)
        m_entries.push_back(entryOf(name, value));
    m_properties._flags = AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_MESSAGE_ID_FLAG |
                          AMQP_BASIC_TYPE_FLAG | AMQP_BASIC_TIMESTAMP_FLAG | AMQP_BASIC_HEADERS_FLAG;
    m_properties.content_type = amqp_cstring_bytes("application/json");
    m_properties.delivery_mode = persistent;
    m_properties.message_id = bytesOf(message.id);
    m_properties.type = bytesOf(message.type);
    m_properties.timestamp = static_cast<std::uint64_t>(message.timestamp);
    m_properties.headers = {static_cast<int>(m_entries.size()), m_entries.data()};
}

void readProperties(const amqp_basic_properties_t& properties, Message& message)
{
    if (properties._flags & AMQP_BASIC_MESSAGE_ID_FLAG)
        message.id = textOf(properties.message_id);
    if (properties._flags & AMQP_BASIC_TYPE_FLAG)
        message.type = textOf(properties.type);
    if (properties._flags & AMQP_BASIC_TIMESTAMP_FLAG)
        message.timestamp = static_cast<std::int64_t>(properties.timestamp);
    if (!(properties._flags & AMQP_BASIC_HEADERS_FLAG))
        return;
    for (int i = 0; i < properties.headers.num_entries; ++i) {
        const amqp_table_entry_t& entry = properties.headers.entries[i];
        if (auto text = fieldText(entry.value))
            message.headers.emplace_back(textOf(entry.key), std::move(*text));
    }
}

} // namespace platform
