// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/database.h"

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

} // namespace

SqlValue SqlValue::bytes(std::string_view value)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text = "\\x";
    text.reserve(2 + 2 * value.size());
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return {std::move(text)};
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
