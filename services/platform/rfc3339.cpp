// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/rfc3339.h"

#include <array>
#include <ctime>
#include <string_view>

namespace platform {
namespace {

// The calendar is asked once a second: under load there are thousands of times in it.
std::string_view upToSeconds(std::time_t seconds)
{
    thread_local std::time_t known = -1;
    thread_local std::array<char, 32> text{};
    thread_local std::size_t length = 0;
    if (seconds != known || length == 0) {
        std::tm utc{};
        gmtime_r(&seconds, &utc);
        length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
        known = seconds;
    }
    return {text.data(), length};
}

} // namespace

void appendRfc3339(std::string& text, std::chrono::system_clock::time_point time)
{
    const auto whole = std::chrono::floor<std::chrono::milliseconds>(time);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(whole);
    const auto milliseconds = static_cast<unsigned>((whole - seconds).count());
    text.append(upToSeconds(std::chrono::system_clock::to_time_t(seconds))).append(1, '.');
    for (const unsigned digit : {milliseconds / 100, milliseconds / 10 % 10, milliseconds % 10})
        text += static_cast<char>('0' + digit);
    text += 'Z';
}

std::string rfc3339(std::chrono::system_clock::time_point time)
{
    std::string text;
    appendRfc3339(text, time);
    return text;
}

} // namespace platform
