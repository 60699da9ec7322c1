// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace platform {

enum class LogLevel { Debug, Info, Warn, Error };

struct LogField
{
    std::string_view key;
    std::variant<std::string, long long, double, bool> value;
};
using LogFields = std::initializer_list<LogField>;

// One JSON object a line on stdout: time (RFC 3339, UTC, ms), level, msg, service, trace_id, span_id, request_id (of
// the current span, see tracing.h), then the fields. Safe from any thread. Values of keys that name secrets
// (password, token, secret, authorization, cookie, key) are masked here.
// A line is handed to a thread that writes it: the caller never waits for whoever reads stdout. Before initLog nothing
// is written.
void initLog(std::string service, LogLevel least);
std::optional<LogLevel> parseLogLevel(std::string_view name); // "debug", "info", "warn", "error"
void flushLog(); // before _exit: waits until what was logged is written, at most half a second
void log(LogLevel level, std::string_view message, LogFields fields = {});

inline void logDebug(std::string_view message, LogFields fields = {})
{
    log(LogLevel::Debug, message, fields);
}
inline void logInfo(std::string_view message, LogFields fields = {})
{
    log(LogLevel::Info, message, fields);
}
inline void logWarn(std::string_view message, LogFields fields = {})
{
    log(LogLevel::Warn, message, fields);
}
inline void logError(std::string_view message, LogFields fields = {})
{
    log(LogLevel::Error, message, fields);
}

} // namespace platform
