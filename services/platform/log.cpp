// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/log.h"

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

std::string timeNow()
{
    const auto now = std::chrono::system_clock::now();
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    std::array<char, 32> text{};
    const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
    const std::string milliseconds = std::to_string(1000 + rest).substr(1);
    return std::string(text.data(), length) + "." + milliseconds + "Z";
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

void addContext(nlohmann::ordered_json& line)
{
    const LogContext& context = currentLogContext();
    if (!context.traceId.empty()) {
        line["trace_id"] = context.traceId;
        line["span_id"] = context.spanId;
    }
    if (!context.requestId.empty())
        line["request_id"] = context.requestId;
}

void addField(nlohmann::ordered_json& line, const LogField& field)
{
    const std::string key(field.key);
    if (namesSecret(field.key))
        line[key] = "***";
    else
        std::visit([&](const auto& value) { line[key] = value; }, field.value);
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
    nlohmann::ordered_json line;
    line["time"] = timeNow();
    line["level"] = levelName(level);
    line["msg"] = message;
    line["service"] = target->service;
    addContext(line);
    for (const LogField& field : fields)
        addField(line, field);
    const auto text = line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    target->logger->log(spdlog::level::info, spdlog::string_view_t(text.data(), text.size()));
}

} // namespace platform
