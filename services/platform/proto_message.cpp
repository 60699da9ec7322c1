// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/proto_message.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace platform {
namespace {

// Wire types.
constexpr unsigned varintType = 0;
constexpr unsigned fixed64Type = 1;
constexpr unsigned lengthType = 2;
constexpr unsigned fixed32Type = 5;

std::uint64_t tagOf(unsigned field, unsigned type)
{
    return std::uint64_t{field} << 3U | type;
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

template<typename Number>
void appendLittleEndian(std::string& text, Number number)
{
    for (std::size_t i = 0; i < sizeof(number); ++i, number >>= 8U)
        text += static_cast<char>(number & 0xffU);
}

} // namespace

ProtoMessage& ProtoMessage::text(unsigned field, std::string_view value)
{
    if (isAscii(value))
        return bytes(field, value);
    using nlohmann::json;
    const json valid = json::parse(json(value).dump(-1, ' ', false, json::error_handler_t::replace));
    return bytes(field, valid.get_ref<const std::string&>());
}

ProtoMessage& ProtoMessage::bytes(unsigned field, std::string_view value)
{
    varint(tagOf(field, lengthType));
    varint(value.size());
    m_encoded.append(value);
    return *this;
}

ProtoMessage& ProtoMessage::number(unsigned field, std::uint64_t value)
{
    varint(tagOf(field, varintType));
    varint(value);
    return *this;
}

ProtoMessage& ProtoMessage::fixed32(unsigned field, std::uint32_t value)
{
    varint(tagOf(field, fixed32Type));
    appendLittleEndian(m_encoded, value);
    return *this;
}

ProtoMessage& ProtoMessage::fixed64(unsigned field, std::uint64_t value)
{
    varint(tagOf(field, fixed64Type));
    appendLittleEndian(m_encoded, value);
    return *this;
}

std::size_t ProtoMessage::open(unsigned field)
{
    varint(tagOf(field, lengthType));
    m_encoded += '\0'; // most lengths are of one byte
    return m_encoded.size();
}

void ProtoMessage::close(std::size_t opened)
{
    ProtoMessage length;
    length.varint(m_encoded.size() - opened);
    m_encoded.replace(opened - 1, 1, length.m_encoded);
}

void ProtoMessage::varint(std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7U)
        m_encoded += static_cast<char>((value & 0x7fU) | 0x80U);
    m_encoded += static_cast<char>(value);
}

} // namespace platform
