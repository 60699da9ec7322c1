// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/uuid.h"

#include <openssl/rand.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <mutex>

namespace platform {
namespace {

std::string toText(const std::array<unsigned char, 16>& bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

// Milliseconds and a 12 bit counter that never go back within the process (RFC 9562, 6.2, method 1).
std::pair<std::uint64_t, unsigned> nextTick()
{
    static std::mutex mutex;
    static std::uint64_t last = 0;
    static unsigned counter = 0;
    const auto now = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
    const std::lock_guard lock(mutex);
    if (now > last) {
        last = now;
        counter = 0;
    } else if (++counter > 0xfff) {
        ++last;
        counter = 0;
    }
    return {last, counter};
}

} // namespace

std::string newUuid7()
{
    std::array<unsigned char, 16> bytes{};
    RAND_bytes(bytes.data() + 8, 8);
    const auto [milliseconds, counter] = nextTick();
    for (unsigned i = 0; i < 6; ++i)
        bytes[i] = static_cast<unsigned char>(milliseconds >> (40 - 8 * i));
    bytes[6] = static_cast<unsigned char>(0x70 | (counter >> 8));
    bytes[7] = static_cast<unsigned char>(counter);
    bytes[8] = static_cast<unsigned char>(0x80 | (bytes[8] & 0x3f));
    return toText(bytes);
}

std::optional<std::string> normalizedUuid(std::string_view text)
{
    if (text.size() != 36)
        return std::nullopt;
    std::string uuid(text);
    for (std::size_t i = 0; i < uuid.size(); ++i) {
        char& c = uuid[i];
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (c != '-')
                return std::nullopt;
            continue;
        }
        if (c >= 'A' && c <= 'F')
            c = static_cast<char>(c - 'A' + 'a');
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return std::nullopt;
    }
    return uuid;
}

std::optional<std::chrono::system_clock::time_point> timeOfUuid7(std::string_view uuid)
{
    const auto text = normalizedUuid(uuid);
    if (!text || (*text)[14] != '7' || std::string_view("89ab").find((*text)[19]) == std::string_view::npos)
        return std::nullopt;
    const std::string digits = text->substr(0, 8) + text->substr(9, 4);
    std::uint64_t milliseconds = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), milliseconds, 16);
    return std::chrono::system_clock::time_point(std::chrono::milliseconds(milliseconds));
}

} // namespace platform
