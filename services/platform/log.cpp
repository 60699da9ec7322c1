// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/log.h"

#include "platform/json_text.h"
#include "platform/line_writer.h"
#include "platform/log_context.h"
#include "platform/rfc3339.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <memory>

#include <unistd.h>

namespace platform {
namespace {

struct Sink
{
    explicit Sink(std::string name)
        : service(std::move(name))
    {
    }

    std::string service;
    LineWriter writer{STDOUT_FILENO};
};

std::shared_ptr<Sink>& sink()
{
    static std::shared_ptr<Sink> current;
    return current;
}

std::atomic<LogLevel>& leastLevel()
{
    static std::atomic<LogLevel> level{LogLevel::Info};
    return level;
}

std::string_view levelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug: return "debug";
    case LogLevel::Info: return "info";
    case LogLevel::Warn: return "warn";
    case LogLevel::Error: return "error";
    }
    return "info";
}

// "key" alone or as the last word is a secret, except where the word means an address or an identity.
bool namesSecret(std::string_view key)
{
    std::string lower(key);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const std::string_view word : {"password", "token", "secret", "authorization", "cookie"}) {
        if (lower.find(word) != std::string::npos)
            return true;
    }
    return lower == "key" || (lower.ends_with("_key") && lower != "routing_key" && lower != "idempotency_key");
}

void addText(std::string& line, std::string_view key, std::string_view value)
{
    appendJsonMember(line, key);
    appendJsonString(line, value);
}

void addContext(std::string& line)
{
    const LogContext& context = currentLogContext();
    if (!context.traceId.empty()) {
        addText(line, "trace_id", context.traceId);
        addText(line, "span_id", context.spanId);
    }
    if (!context.requestId.empty())
        addText(line, "request_id", context.requestId);
}

void appendValue(std::string& line, const std::string& value)
{
    appendJsonString(line, value);
}

void appendValue(std::string& line, long long value)
{
    line += std::to_string(value);
}

void appendValue(std::string& line, bool value)
{
    line += value ? "true" : "false";
}

void appendValue(std::string& line, double value)
{
    line += nlohmann::json(value).dump(); // the shortest text that reads back; null for what JSON cannot say
}

void addField(std::string& line, const LogField& field)
{
    appendJsonMember(line, field.key);
    if (namesSecret(field.key))
        appendJsonString(line, "***");
    else
        std::visit([&line](const auto& value) { appendValue(line, value); }, field.value);
}

} // namespace

LogContext& currentLogContext()
{
    thread_local LogContext context;
    return context;
}

std::optional<LogLevel> parseLogLevel(std::string_view name)
{
    for (const LogLevel level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warn, LogLevel::Error}) {
        if (name == levelName(level))
            return level;
    }
    return std::nullopt;
}

void initLog(std::string service, LogLevel least)
{
    sink() = std::make_shared<Sink>(std::move(service));
    leastLevel() = least;
}

void flushLog()
{
    constexpr std::chrono::milliseconds longest{500};
    if (const auto target = sink())
        target->writer.flush(longest);
}

void log(LogLevel level, std::string_view message, LogFields fields)
{
    const auto target = sink();
    if (level < leastLevel().load(std::memory_order_relaxed) || !target)
        return;
    thread_local std::string line; // keeps its room
    line = R"({"time":")";
    appendRfc3339(line, std::chrono::system_clock::now());
    line += '"';
    addText(line, "level", levelName(level));
    addText(line, "msg", message);
    addText(line, "service", target->service);
    addContext(line);
    for (const LogField& field : fields)
        addField(line, field);
    line += '}';
    target->writer.add(line, level >= LogLevel::Warn);
}

} // namespace platform
