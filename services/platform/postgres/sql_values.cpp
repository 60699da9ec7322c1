// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/database.h"

#include "platform/uuid.h"

#include <cassert>
#include <charconv>

namespace platform {
namespace {

int byteaDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
}

template<typename Number>
void appendBigEndian(std::string& bytes, Number number)
{
    for (int shift = 8 * static_cast<int>(sizeof(number)) - 8; shift >= 0; shift -= 8)
        bytes += static_cast<char>(number >> static_cast<unsigned>(shift) & 0xffU);
}

int uuidDigit(char c)
{
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

void appendUuid(std::string& bytes, std::string_view uuid)
{
    for (std::size_t i = 0; i < uuid.size(); i += uuid[i] == '-' ? 1 : 2) {
        if (uuid[i] != '-')
            bytes += static_cast<char>(uuidDigit(uuid[i]) << 4 | uuidDigit(uuid[i + 1]));
    }
}

void appendHex(std::string& text, std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::size_t at = text.size();
    text.resize(at + 2 * bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text[at++] = digits[byte >> 4U];
        text[at++] = digits[byte & 15U];
    }
}

} // namespace

SqlValue SqlValue::bytes(std::string_view value)
{
    std::string text = "\\x";
    appendHex(text, value);
    return {std::move(text)};
}

SqlValue SqlValue::binary(std::string value)
{
    SqlValue result(std::move(value));
    result.m_binary = true;
    return result;
}

// Every element quoted, with backslash and quote escaped (PostgreSQL manual, 8.15.6).
std::string sqlArray(const std::vector<SqlValue>& values)
{
    std::string literal = "{";
    for (const SqlValue& value : values) {
        if (literal.size() > 1)
            literal += ',';
        if (!value.asText()) {
            literal += "NULL";
            continue;
        }
        literal += '"';
        for (const char c : *value.asText()) {
            if (c == '"' || c == '\\')
                literal += '\\';
            literal += c;
        }
        literal += '"';
    }
    literal += '}';
    return literal;
}

SqlArray::SqlArray(Of type)
    : m_type(type)
{
}

// What comes before each element: its length, or -1 for NULL.
void SqlArray::begin(std::size_t size)
{
    ++m_count;
    appendBigEndian(m_elements, static_cast<std::uint32_t>(size));
}

SqlArray& SqlArray::add(std::string_view value)
{
    constexpr char jsonVersion = 1;
    constexpr std::size_t uuidSize = 16;
    switch (m_type) {
    case Of::Uuid:
        if (!isUuid(value))
            return addNull();
        begin(uuidSize);
        appendUuid(m_elements, value);
        break;
    case Of::Json:
        begin(value.size() + 1);
        m_elements.append(1, jsonVersion).append(value);
        break;
    default: begin(value.size()); m_elements.append(value);
    }
    return *this;
}

SqlArray& SqlArray::addOptional(const std::optional<std::string>& value)
{
    return value ? add(*value) : addNull();
}

SqlArray& SqlArray::add(std::int64_t number)
{
    if (m_type == Of::Smallint) {
        begin(sizeof(std::uint16_t));
        appendBigEndian(m_elements, static_cast<std::uint16_t>(number));
    } else {
        begin(sizeof(std::uint64_t));
        appendBigEndian(m_elements, static_cast<std::uint64_t>(number));
    }
    return *this;
}

SqlArray& SqlArray::addNull()
{
    begin(static_cast<std::size_t>(-1));
    return *this;
}

// As array_send() of the server writes it: dimensions, whether there are NULLs, type, length, first index, elements.
SqlValue SqlArray::take()
{
    std::string text;
    text.reserve(m_elements.size() + 5 * sizeof(std::uint32_t));
    const std::uint32_t dimensions = m_count == 0 ? 0 : 1;
    for (const std::uint32_t number : {dimensions, 1U, static_cast<std::uint32_t>(m_type)})
        appendBigEndian(text, number);
    if (m_count > 0) {
        appendBigEndian(text, m_count);
        appendBigEndian(text, 1U);
    }
    return SqlValue::binary(text + m_elements);
}

Rows::Rows(std::size_t columns, std::size_t affected, std::vector<std::optional<std::string>> cells)
    : m_columns(columns)
    , m_affected(affected)
    , m_cells(std::move(cells))
{
}

std::int64_t Rows::integer(std::size_t row, std::size_t column) const
{
    const std::optional<std::string>& value = cell(row, column);
    std::int64_t number = 0;
    if (value)
        std::from_chars(value->data(), value->data() + value->size(), number);
    return number;
}

std::string Rows::bytes(std::size_t row, std::size_t column) const
{
    const std::string hex = text(row, column); // "\x…", the default of bytea_output
    std::string bytes;
    for (std::size_t i = 2; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(byteaDigit(hex[i]) * 16 + byteaDigit(hex[i + 1]));
    return bytes;
}

const std::optional<std::string>& Rows::cell(std::size_t row, std::size_t column) const
{
    assert(column < m_columns && row < size());
    return m_cells[row * m_columns + column];
}

} // namespace platform
