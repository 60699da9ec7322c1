// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/log.h"

#include "platform/json_text.h"
#include "platform/log_context.h"

#include <nlohmann/json.hpp>
#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <chrono>
#include <ctime>
#include <thread>

namespace platform {
namespace {

constexpr std::size_t queuedLines = 16384;

// Lines are written by a thread of their own: a reader of our stdout that stalls must not stall a request.
// When it stalls for longer than the queue lasts, the oldest lines go first.
struct Sink
{
    std::string service;
    std::shared_ptr<spdlog::details::thread_pool> pool;
    std::shared_ptr<spdlog::async_logger> logger;
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

// The calendar is asked once a second: under load there are thousands of lines in it.
std::string_view upToSeconds(std::time_t seconds)
{
    thread_local std::time_t known = -1;
    thread_local std::array<char, 32> text{};
    thread_local std::size_t length = 0;
    if (seconds != known) {
        std::tm utc{};
        gmtime_r(&seconds, &utc);
        length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
        known = seconds;
    }
    return {text.data(), length};
}

void appendTimeNow(std::string& line)
{
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
    const auto milliseconds = static_cast<unsigned>((now - seconds).count());
    line.append(upToSeconds(std::chrono::system_clock::to_time_t(seconds))).append(1, '.');
    for (const unsigned digit : {milliseconds / 100, milliseconds / 10 % 10, milliseconds % 10})
        line += static_cast<char>('0' + digit);
    line += 'Z';
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
    auto created = std::make_shared<Sink>();
    created->service = std::move(service);
    created->pool = std::make_shared<spdlog::details::thread_pool>(queuedLines, 1);
    created->logger = std::make_shared<spdlog::async_logger>("log",
                                                             std::make_shared<spdlog::sinks::stdout_sink_mt>(),
                                                             created->pool,
                                                             spdlog::async_overflow_policy::overrun_oldest);
    created->logger->set_pattern("%v");
    created->logger->set_level(spdlog::level::trace);
    created->logger->flush_on(spdlog::level::trace);
    sink() = std::move(created);
    leastLevel() = least;
}

void flushLog()
{
    constexpr std::chrono::milliseconds longest{500};
    constexpr std::chrono::milliseconds step{5};
    const auto target = sink();
    for (auto waited = step; target && waited < longest && target->pool->queue_size() > 0; waited += step)
        std::this_thread::sleep_for(step);
    std::this_thread::sleep_for(step); // the last line has left the queue, not yet the process
}

void log(LogLevel level, std::string_view message, LogFields fields)
{
    const auto target = sink();
    if (level < leastLevel().load(std::memory_order_relaxed) || !target)
        return;
    std::string line;
    constexpr std::size_t usual = 512;
    line.reserve(usual);
    line += R"({"time":")";
    appendTimeNow(line);
    line += '"';
    addText(line, "level", levelName(level));
    addText(line, "msg", message);
    addText(line, "service", target->service);
    addContext(line);
    for (const LogField& field : fields)
        addField(line, field);
    line += '}';
    target->logger->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
}

} // namespace platform
