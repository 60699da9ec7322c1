// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_line.h"

#include "cli/terminal.h"

#include <QRegularExpression>

namespace signalbox {

CommandLine::CommandLine()
{
    addFlag({QStringLiteral("h"), QStringLiteral("help")}, Cli::tr("Say how it is used."));
    addFlag({QStringLiteral("json")}, Cli::tr("Print JSON."));
    addValue({QStringLiteral("stack")}, Cli::tr("The stack's Compose file (or SIGNALBOX_STACK)."), Cli::tr("FILE"));
    addValue({QStringLiteral("state-dir")},
             Cli::tr("Where the stack keeps its data (or SIGNALBOX_STATE_DIR)."),
             Cli::tr("DIR"));
    addValue({QStringLiteral("runtime-dir")},
             Cli::tr("Where its control socket is (or SIGNALBOX_RUNTIME_DIR)."),
             Cli::tr("DIR"));
}

void CommandLine::addFlag(const QStringList& names, const QString& description)
{
    m_parser.addOption(QCommandLineOption(names, description));
}

void CommandLine::addValue(const QStringList& names,
                           const QString& description,
                           const QString& valueName,
                           const QString& standard)
{
    m_parser.addOption(QCommandLineOption(names, description, valueName, standard));
}

Result<void> CommandLine::parse(const QStringList& arguments)
{
    if (!m_parser.parse(QStringList{QStringLiteral("signalboxctl")} + arguments))
        return fail(Error::Code::InvalidData, m_parser.errorText());
    return {};
}

QString CommandLine::optionsHelp() const
{
    const QString text = m_parser.helpText(); // begins with a usage line of its own
    const qsizetype options = text.indexOf(QLatin1String("\n\n"));
    return options < 0 ? text : text.mid(options + 2).trimmed();
}

bool CommandLine::isSet(const char* name) const
{
    return m_parser.isSet(QLatin1String(name));
}

QString CommandLine::value(const char* name) const
{
    return m_parser.value(QLatin1String(name));
}

QStringList CommandLine::values(const char* name) const
{
    return m_parser.values(QLatin1String(name));
}

Result<std::chrono::milliseconds> CommandLine::duration(const char* name) const
{
    return parseDuration(value(name)).map_error([&](Error error) {
        error.message = QStringLiteral("--%1: %2").arg(QLatin1String(name), error.message);
        return error;
    });
}

Result<int> CommandLine::number(const char* name) const
{
    bool ok = false;
    const int number = value(name).toInt(&ok);
    if (!ok || number < 1)
        return fail(Error::Code::InvalidData,
                    Cli::tr("--%1 takes a whole number from 1, not \"%2\".").arg(QLatin1String(name), value(name)));
    return number;
}

StackChoice CommandLine::stack() const
{
    return {value("stack"), {value("state-dir"), value("runtime-dir")}};
}

Result<std::chrono::milliseconds> parseDuration(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d+(?:\\.\\d+)?)(ms|s|m)?$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return fail(Error::Code::InvalidData, Cli::tr("\"%1\" is no duration. Write 500ms, 5s or 2m.").arg(text));
    const double number = match.captured(1).toDouble();
    const QString unit = match.captured(2);
    const double factor = unit == QLatin1String("ms") ? 1 : unit == QLatin1String("m") ? 60'000 : 1'000;
    return std::chrono::milliseconds(static_cast<qint64>(std::min(number * factor, 86'400'000.0)));
}

} // namespace signalbox
