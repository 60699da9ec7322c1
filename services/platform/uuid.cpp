// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/uuid.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <span>
#include <stdexcept>

namespace platform {
namespace {

struct Stamp
{
    std::uint64_t milliseconds = 0;
    std::uint16_t counter = 0; // rand_a, as a counter within the millisecond (RFC 9562, 6.2, method 1)
};

Stamp nextStamp(std::uint16_t start)
{
    static std::mutex mutex;
    static Stamp last;
    const auto now = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
    const std::lock_guard lock(mutex);
    if (now > last.milliseconds)
        last = {now, static_cast<std::uint16_t>(start & 0x7ffU)}; // upper half free for counting
    else if (++last.counter > 0xfffU)
        last = {last.milliseconds + 1, 0};
    return last;
}

// Asked for in stock: each call of the generator costs more than an id.
class RandomStock
{
public:
    std::span<const unsigned char, 16> take()
    {
        if (m_used + 16 > m_bytes.size()) {
            if (RAND_bytes(m_bytes.data(), static_cast<int>(m_bytes.size())) != 1)
                throw std::runtime_error("The system gave no random bytes.");
            m_used = 0;
        }
        m_used += 16;
        return std::span<const unsigned char, 16>(m_bytes.data() + m_used - 16, 16);
    }

private:
    std::array<unsigned char, 1024> m_bytes{};
    std::size_t m_used = m_bytes.size();
};

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

std::string uuidV7()
{
    thread_local RandomStock random;
    std::array<unsigned char, 16> bytes{};
    std::ranges::copy(random.take(), bytes.begin());
    const Stamp stamp = nextStamp(static_cast<std::uint16_t>(bytes[6] << 8U | bytes[7]));
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<unsigned char>(stamp.milliseconds >> (40U - 8U * i));
    bytes[6] = static_cast<unsigned char>(0x70U | (stamp.counter >> 8U));
    bytes[7] = static_cast<unsigned char>(stamp.counter);
    bytes[8] = static_cast<unsigned char>(0x80U | (bytes[8] & 0x3fU));

    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += digits[bytes[i] >> 4U];
        text += digits[bytes[i] & 0xfU];
    }
    return text;
}

bool isUuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !isHex(text[i]))
            return false;
    }
    return true;
}

} // namespace platform
