// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/log_parser.h"

#include "core/base/format.h"
#include "core/base/ids.h"
#include "core/store/json_members.h"
#include "core/store/log_plain.h"
#include "core/store/log_time.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace signalbox {
namespace {

enum class Role { Field, Time, Level, Message, Trace, Span, Method, Path, Status };

// Names that libraries give to the same thing: spdlog and zerolog, pino, Serilog's compact format, ECS, Traefik.
// A table to walk over and no hash: of thirty names few are as long as the key, and this is asked for every member.
constexpr std::pair<std::string_view, Role> memberRoles[] = {
    {"time", Role::Time},        {"timestamp", Role::Time},
    {"ts", Role::Time},          {"@timestamp", Role::Time},
    {"@t", Role::Time},          {"level", Role::Level},
    {"lvl", Role::Level},        {"severity", Role::Level},
    {"log.level", Role::Level},  {"levelname", Role::Level},
    {"@l", Role::Level},         {"msg", Role::Message},
    {"message", Role::Message},  {"@m", Role::Message},
    {"@mt", Role::Message},      {"trace_id", Role::Trace},
    {"traceId", Role::Trace},    {"TraceId", Role::Trace},
    {"traceid", Role::Trace},    {"trace.id", Role::Trace},
    {"@tr", Role::Trace},        {"span_id", Role::Span},
    {"spanId", Role::Span},      {"SpanId", Role::Span},
    {"spanid", Role::Span},      {"span.id", Role::Span},
    {"@sp", Role::Span},         {"RequestMethod", Role::Method},
    {"RequestPath", Role::Path}, {"DownstreamStatus", Role::Status},
    {"StartUTC", Role::Time},
};

Role roleOf(QByteArrayView key)
{
    const std::string_view name(key.data(), static_cast<size_t>(key.size()));
    const auto* const found = std::find_if(
        std::begin(memberRoles), std::end(memberRoles), [name](const auto& role) { return role.first == name; });
    return found != std::end(memberRoles) ? found->second : Role::Field;
}

LogLevel levelOf(const QString& text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber); // pino: 10 trace … 60 fatal
    if (!isNumber)
        return logLevelFromName(text);
    if (number < 10 || number > 60)
        return LogLevel::Unknown;
    return static_cast<LogLevel>(number / 10);
}

// One line while it is read; what is only known at the end (an access log's level) is put together in finish().
struct Draft
{
    Draft(LogLine& target, bool everything)
        : line(target)
        , full(everything)
    {
    }

    LogLine& line;
    bool full;
    QString method;
    QString path;
    int status = 0;
    bool timed = false;

    void take(Role role, const QString& key, const QString& value);
    void takeTime(const QString& value);
    void finish();
};

// The first one counts: Traefik's StartUTC stands before its "time", which has no fractions of a second.
void Draft::takeTime(const QString& value)
{
    if (std::exchange(timed, true))
        return;
    const QByteArray bytes = value.toUtf8();
    const ParsedTime parsed = parseTime(bytes);
    const qint64 ns = parsed.length > 0 ? parsed.ns : parseEpoch(bytes);
    if (plausibleTime(ns, line.timeNs))
        line.timeNs = ns;
}

void Draft::take(Role role, const QString& key, const QString& value)
{
    switch (role) {
    case Role::Time: return takeTime(value);
    case Role::Level: line.level = levelOf(value); return;
    case Role::Message:
        if (full && line.message.isEmpty())
            line.message = value;
        return;
    case Role::Trace:
        if (isTraceId(value))
            line.traceId = value;
        return;
    case Role::Span:
        if (value.size() == 16)
            line.spanId = value;
        return;
    case Role::Method: method = value; break;
    case Role::Path: path = value; break;
    case Role::Status: status = value.toInt(); break;
    case Role::Field: break;
    }
    if (full)
        line.fields.append({key, value});
}

void Draft::finish()
{
    if (method.isEmpty() || status == 0)
        return;
    if (status >= 500)
        line.level = LogLevel::Error;
    else if (status >= 400)
        line.level = LogLevel::Warn;
    if (full && line.message.isEmpty())
        line.message = QStringLiteral("%1 %2 %3").arg(method, path).arg(status);
}

bool readJson(Draft& draft, QByteArrayView text)
{
    JsonMembers members(text);
    while (members.next()) {
        const Role role = roleOf(members.key());
        if (draft.full || (role != Role::Field && role != Role::Message))
            draft.take(role, draft.full ? QString::fromUtf8(members.key()) : QString(), jsonText(members.value()));
    }
    if (!members.complete())
        return false;
    draft.finish();
    return true;
}

bool readLogfmt(Draft& draft, QByteArrayView text)
{
    const auto pairs = logfmtPairs(text);
    bool hasLevel = false;
    bool hasMessage = false;
    for (const auto& [key, value] : pairs) {
        hasLevel = hasLevel || roleOf(key.toUtf8()) == Role::Level;
        hasMessage = hasMessage || roleOf(key.toUtf8()) == Role::Message;
    }
    if (!hasLevel || !hasMessage)
        return false;
    for (const auto& [key, value] : pairs)
        draft.take(roleOf(key.toUtf8()), key, value);
    return true;
}

void readLine(Draft& draft, const QByteArray& text)
{
    const LogLine before = draft.line;
    if (text.startsWith('{')) {
        if (readJson(draft, text))
            return;
        draft.line = before; // a line that was cut: nothing half-read stays
    } else if (text.contains('=') && readLogfmt(draft, text)) {
        return;
    }
    const PlainLine plain = parsePlainLine(text);
    if (plausibleTime(plain.timeNs, draft.line.timeNs))
        draft.line.timeNs = plain.timeNs;
    draft.line.level = plain.level;
    if (draft.full)
        draft.line.message = QString::fromUtf8(plain.message);
}

} // namespace

LogLine parseLogColumns(const QByteArray& text, qint64 arrivalNs)
{
    LogLine line;
    line.timeNs = arrivalNs;
    line.text = text;
    Draft draft(line, false);
    readLine(draft, text);
    return line;
}

void parseLogMessage(LogLine& line)
{
    LogLine parsed;
    parsed.timeNs = line.timeNs;
    Draft draft(parsed, true);
    readLine(draft, line.text);
    line.message = visibleText(parsed.message.isEmpty() ? QString::fromUtf8(line.text) : parsed.message);
    line.fields = parsed.fields;
}

bool isLogMember(const QByteArray& key)
{
    return roleOf(key) != Role::Field;
}

} // namespace signalbox
