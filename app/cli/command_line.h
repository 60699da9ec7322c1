// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/control/stack_location.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <chrono>

namespace signalbox {

// The options and operands of one command, parsed: the common ones (--stack, --state-dir, --runtime-dir, --json) and
// those that the command declared.
class CommandLine
{
public:
    CommandLine();

    void addFlag(const QStringList& names, const QString& description);
    void addValue(const QStringList& names,
                  const QString& description,
                  const QString& valueName,
                  const QString& standard = {});

    Result<void> parse(const QStringList& arguments); // without program and command
    QString optionsHelp() const;

    bool isSet(const char* name) const;
    QString value(const char* name) const;
    QStringList values(const char* name) const;
    Result<std::chrono::milliseconds> duration(const char* name) const;
    Result<int> number(const char* name) const; // ≥ 1
    QStringList operands() const { return m_parser.positionalArguments(); }
    StackChoice stack() const;

private:
    QCommandLineParser m_parser;
};

// "500ms", "5s", "2m", "1.5" (seconds).
Result<std::chrono::milliseconds> parseDuration(const QString& text);

} // namespace signalbox
