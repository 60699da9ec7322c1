// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/log_context.h"
#include "platform/tracing.h"

namespace platform {
namespace {

bool isLowerHex(std::string_view text)
{
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool isZero(std::string_view text)
{
    return text.find_first_not_of('0') == std::string_view::npos;
}

} // namespace

std::string TraceContext::traceparent() const
{
    return valid() ? "00-" + traceId + "-" + spanId + "-01" : std::string();
}

// version "-" trace-id "-" parent-id "-" flags, see Trace Context 3.2.2. Versions after 00 may append more fields.
TraceContext TraceContext::parse(std::string_view text)
{
    constexpr std::size_t length = 55;
    if (text.size() < length || text[2] != '-' || text[35] != '-' || text[52] != '-')
        return {};
    const auto version = text.substr(0, 2);
    const auto traceId = text.substr(3, 32);
    const auto spanId = text.substr(36, 16);
    if (!isLowerHex(version) || !isLowerHex(traceId) || !isLowerHex(spanId) || !isLowerHex(text.substr(53, 2)))
        return {};
    if (version == "ff" || isZero(traceId) || isZero(spanId))
        return {};
    if (text.size() > length && (version == "00" || text[length] != '-'))
        return {};
    return {std::string(traceId), std::string(spanId)};
}

LogScope::LogScope(const TraceContext& context, std::string_view requestId)
    : m_before(std::make_unique<LogContext>(currentLogContext()))
{
    currentLogContext() = LogContext{context.traceId, context.spanId, std::string(requestId)};
}

LogScope::~LogScope()
{
    currentLogContext() = std::move(*m_before);
}

} // namespace platform
