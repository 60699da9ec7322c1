// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/records.h"

#include <array>

namespace signalbox {
namespace {

struct LevelName
{
    const char* name;
    LogLevel level;
};

// The words of spdlog, zerolog, pino, Serilog, slog, PostgreSQL, RabbitMQ and OpenTelemetry; the first of a level is
// the one we write ourselves.
constexpr std::array levelNames{
    LevelName{"trace", LogLevel::Trace},      LevelName{"debug", LogLevel::Debug},
    LevelName{"info", LogLevel::Info},        LevelName{"warn", LogLevel::Warn},
    LevelName{"error", LogLevel::Error},      LevelName{"fatal", LogLevel::Fatal},
    LevelName{"verbose", LogLevel::Trace},    LevelName{"dbg", LogLevel::Debug},
    LevelName{"information", LogLevel::Info}, LevelName{"inf", LogLevel::Info},
    LevelName{"notice", LogLevel::Info},      LevelName{"log", LogLevel::Info},
    LevelName{"warning", LogLevel::Warn},     LevelName{"wrn", LogLevel::Warn},
    LevelName{"err", LogLevel::Error},        LevelName{"critical", LogLevel::Fatal},
    LevelName{"crit", LogLevel::Fatal},       LevelName{"panic", LogLevel::Fatal},
    LevelName{"emerg", LogLevel::Fatal},      LevelName{"alert", LogLevel::Fatal},
};

bool matches(QList<QStringView> pattern, QList<QStringView> words)
{
    while (!pattern.isEmpty()) {
        const QStringView wanted = pattern.takeFirst();
        if (wanted == QLatin1String("#")) {
            for (; !words.isEmpty(); words.removeFirst()) {
                if (matches(pattern, words))
                    return true;
            }
            return matches(pattern, words);
        }
        if (words.isEmpty() || (wanted != QLatin1String("*") && wanted != words.first()))
            return false;
        words.removeFirst();
    }
    return words.isEmpty();
}

} // namespace

bool EventRoute::takes(const QString& eventType) const
{
    return matches(QStringView(pattern).split(u'.'), QStringView(eventType).split(u'.'));
}

QString Span::attribute(const QString& key) const
{
    for (const auto& [itsKey, value] : attributes) {
        if (itsKey == key)
            return value;
    }
    return {};
}

QString logLevelName(LogLevel level)
{
    for (const LevelName& entry : levelNames) {
        if (entry.level == level)
            return QString::fromLatin1(entry.name);
    }
    return {};
}

LogLevel logLevelFromName(const QString& name)
{
    const QString lower = name.toLower();
    for (const LevelName& entry : levelNames) {
        if (lower == QLatin1String(entry.name))
            return entry.level;
    }
    return LogLevel::Unknown;
}

} // namespace signalbox
