// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/config.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace platform {
namespace {

constexpr std::string_view mask = "***";

// Host and database of a URL help whoever reads the log; only its password is a secret.
std::string masked(const std::string& value)
{
    const auto scheme = value.find("://");
    if (scheme == std::string::npos)
        return std::string(mask);
    const auto user = scheme + 3;
    const auto end = std::min(value.find_first_of("/?#", user), value.size());
    const auto at = value.rfind('@', end);
    if (at == std::string::npos || at < user)
        return value;
    const auto colon = value.find(':', user);
    if (colon == std::string::npos || colon > at)
        return value;
    return value.substr(0, colon + 1).append(mask).append(value.substr(at));
}

ConfigError missing(const char* name, std::string_view expected)
{
    return ConfigError(std::string(name) + " is not set; expected " + std::string(expected) + ".");
}

ConfigError bad(const char* name, const std::string& value, std::string_view expected)
{
    return ConfigError(std::string(name) + " is \"" + value + "\"; expected " + std::string(expected) + ".");
}

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<std::chrono::milliseconds> parseDuration(std::string_view text)
{
    const auto unitAt = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto count = parseInteger(text.substr(0, unitAt));
    constexpr std::int64_t most = 1'000'000'000;
    if (!count || *count > most)
        return std::nullopt;
    const auto unit = text.substr(unitAt);
    if (unit == "ms")
        return std::chrono::milliseconds(*count);
    if (unit == "s")
        return std::chrono::seconds(*count);
    if (unit == "m")
        return std::chrono::minutes(*count);
    return std::nullopt;
}

} // namespace

std::optional<std::string> Environment::read(const char* name, bool secret)
{
    const char* found = std::getenv(name);
    if (!found || !*found)
        return std::nullopt;
    std::string value = found;
    remember(name, secret ? masked(value) : value);
    return value;
}

void Environment::remember(std::string_view name, std::string_view value)
{
    const std::string line = std::string(name) + "=" + std::string(value);
    if (std::find(m_described.begin(), m_described.end(), line) == m_described.end())
        m_described.push_back(line);
}

std::string Environment::text(const char* name)
{
    if (auto value = read(name, false))
        return *value;
    throw missing(name, "a text");
}

std::string Environment::text(const char* name, std::string_view fallback)
{
    if (auto value = read(name, false))
        return *value;
    remember(name, fallback);
    return std::string(fallback);
}

std::string Environment::secret(const char* name)
{
    if (auto value = read(name, true))
        return *value;
    throw missing(name, "a secret");
}

std::string Environment::secret(const char* name, std::string_view fallback)
{
    if (auto value = read(name, true))
        return *value;
    remember(name, fallback.empty() ? "" : mask);
    return std::string(fallback);
}

std::int64_t Environment::integer(const char* name, std::int64_t fallback, std::int64_t least, std::int64_t most)
{
    const auto value = read(name, false);
    if (!value) {
        remember(name, std::to_string(fallback));
        return fallback;
    }
    const auto number = parseInteger(*value);
    if (!number || *number < least || *number > most)
        throw bad(name, *value, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return *number;
}

std::uint16_t Environment::port(const char* name)
{
    constexpr std::string_view expected = "a port from 1 to 65535";
    const auto value = read(name, false);
    if (!value)
        throw missing(name, expected);
    const auto number = parseInteger(*value);
    if (!number || *number < 1 || *number > 65535)
        throw bad(name, *value, expected);
    return static_cast<std::uint16_t>(*number);
}

bool Environment::flag(const char* name, bool fallback)
{
    const auto value = read(name, false);
    if (!value) {
        remember(name, fallback ? "true" : "false");
        return fallback;
    }
    if (*value == "true" || *value == "1")
        return true;
    if (*value == "false" || *value == "0")
        return false;
    throw bad(name, *value, "true or false");
}

std::chrono::milliseconds Environment::duration(const char* name, std::chrono::milliseconds fallback)
{
    const auto value = read(name, false);
    if (!value) {
        remember(name, std::to_string(fallback.count()) + "ms");
        return fallback;
    }
    if (const auto parsed = parseDuration(*value))
        return *parsed;
    throw bad(name, *value, "a duration such as 250ms, 2s or 5m");
}

std::vector<std::string> Environment::described() const
{
    return m_described;
}

} // namespace platform
