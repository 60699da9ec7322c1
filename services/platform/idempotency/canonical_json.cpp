// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/canonical_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace platform {
namespace {

using nlohmann::json;

// UTF-8 sorts by code point; UTF-16 puts the surrogates of U+10000 and up before U+E000 (RFC 8785, 3.2.3).
std::u16string utf16(const std::string& text)
{
    std::u16string units;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        char32_t point = size == 1 ? lead : lead & (0xffU >> (size + 1));
        for (std::size_t k = 1; k < size && i + k < text.size(); ++k)
            point = (point << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
        i += size;
        if (point < 0x10000) {
            units += static_cast<char16_t>(point);
        } else {
            units += static_cast<char16_t>(0xd800 + ((point - 0x10000) >> 10U));
            units += static_cast<char16_t>(0xdc00 + ((point - 0x10000) & 0x3ffU));
        }
    }
    return units;
}

void appendString(std::string& out, const std::string& text)
{
    static constexpr char digits[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out += digits[static_cast<unsigned char>(c) >> 4U];
                out += digits[static_cast<unsigned char>(c) & 15U];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

void append(std::string& out, const json& value);

void appendObject(std::string& out, const json& object)
{
    std::vector<std::pair<std::u16string, json::const_iterator>> members;
    for (auto it = object.begin(); it != object.end(); ++it)
        members.emplace_back(utf16(it.key()), it);
    std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    out += '{';
    for (std::size_t i = 0; i < members.size(); ++i) {
        out += i == 0 ? "" : ",";
        appendString(out, members[i].second.key());
        out += ':';
        append(out, members[i].second.value());
    }
    out += '}';
}

void append(std::string& out, const json& value)
{
    switch (value.type()) {
    case json::value_t::object: appendObject(out, value); break;
    case json::value_t::array:
        out += '[';
        for (std::size_t i = 0; i < value.size(); ++i) {
            out += i == 0 ? "" : ",";
            append(out, value[i]);
        }
        out += ']';
        break;
    case json::value_t::string: appendString(out, value.get_ref<const std::string&>()); break;
    case json::value_t::boolean: out += value.get<bool>() ? "true" : "false"; break;
    case json::value_t::number_integer:
    case json::value_t::number_unsigned:
    case json::value_t::number_float: out += canonicalNumber(value.get<double>()); break;
    case json::value_t::null:
    case json::value_t::binary:
    case json::value_t::discarded: out += "null"; break;
    }
}

} // namespace

std::string canonicalNumber(double number)
{
    if (number == 0)
        return "0"; // also for -0
    std::array<char, 40> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(number), std::chars_format::scientific);
    const std::string_view shortest(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
    const std::size_t e = shortest.find('e');
    std::string digits;
    for (const char c : shortest.substr(0, e))
        digits += c == '.' ? "" : std::string(1, c);
    int exponent = 0;
    const char* from = shortest.data() + e + (shortest[e + 1] == '+' ? 2 : 1);
    std::from_chars(from, end.ptr, exponent);

    // n and k as in ECMA-262: the value is 0.digits × 10^n, with k digits.
    const int n = exponent + 1;
    const int k = static_cast<int>(digits.size());
    const std::string sign = number < 0 ? "-" : "";
    if (k <= n && n <= 21)
        return sign + digits + std::string(static_cast<std::size_t>(n - k), '0');
    if (0 < n && n <= 21)
        return sign + digits.insert(static_cast<std::size_t>(n), ".");
    if (-6 < n && n <= 0)
        return sign + "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
    const std::string power = (n > 0 ? "e+" : "e-") + std::to_string(std::abs(n - 1));
    return sign + (k == 1 ? digits : digits.insert(1, ".")) + power;
}

std::string canonicalJson(const json& value)
{
    std::string out;
    append(out, value);
    return out;
}

} // namespace platform
