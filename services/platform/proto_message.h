// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace platform {

// Writes one Protocol Buffers message, field by field, as it goes over the wire (protobuf.dev, "Encoding").
class ProtoMessage
{
public:
    ProtoMessage& text(unsigned field, std::string_view value); // what is no UTF-8 is replaced, or nobody could read it
    ProtoMessage& bytes(unsigned field, std::string_view value);
    ProtoMessage& number(unsigned field, std::uint64_t value); // varint
    ProtoMessage& fixed32(unsigned field, std::uint32_t value);
    ProtoMessage& fixed64(unsigned field, std::uint64_t value);

    // What is added in between is a message within this one. Close the last one first.
    std::size_t open(unsigned field);
    void close(std::size_t opened);

    // Room for what is to come.
    void reserve(std::size_t size) { m_encoded.reserve(size); }
    const std::string& encoded() const { return m_encoded; }
    std::string take() { return std::move(m_encoded); }

private:
    void varint(std::uint64_t value);

    std::string m_encoded;
};

} // namespace platform
