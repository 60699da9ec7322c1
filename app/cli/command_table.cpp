// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"

namespace signalbox {
namespace {

QString usageLine(const Command& command)
{
    return Cli::tr("Usage: signalboxctl %1 [options] %2")
        .arg(QLatin1String(command.name), QString::fromUtf8(command.operands))
        .trimmed();
}

QString overview()
{
    QList<QStringList> rows;
    for (const Command& command : commands())
        rows.append({QStringLiteral(" ") + QLatin1String(command.name),
                     QString::fromUtf8(command.operands),
                     Cli::tr(command.summary)});
    return Cli::tr("Usage: signalboxctl COMMAND [options]\n\n%1\n\nsignalboxctl COMMAND --help says more.\n"
                   "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no daemon or held by another, 4 not in time.")
        .arg(alignedTable(rows).join(QLatin1Char('\n')));
}

const Command* find(const QString& name)
{
    for (const Command& command : commands()) {
        if (name == QLatin1String(command.name))
            return &command;
    }
    return nullptr;
}

// A word that a command has no use for is a mistake, and not to be passed over.
QString wordTooMany(const Command& command, const QStringList& operands)
{
    const QString usage = QString::fromUtf8(command.operands);
    if (usage.contains(QChar(u'…')))
        return {};
    return operands.value(usage.isEmpty() ? 0 : 1);
}

} // namespace

const QList<Command>& commands()
{
    using namespace commands_of;
    static const QList<Command> table{
        {"up", "", QT_TRANSLATE_NOOP("Cli", "start the daemon and the stack"), declareUp, up},
        {"down", "", QT_TRANSLATE_NOOP("Cli", "stop the stack and the daemon"), declareAct, down},
        {"start", "[SERVICE…]", QT_TRANSLATE_NOOP("Cli", "start services with what they need"), declareAct, start},
        {"stop", "[SERVICE…]", QT_TRANSLATE_NOOP("Cli", "stop services and what needs them"), declareAct, stop},
        {"restart", "SERVICE", QT_TRANSLATE_NOOP("Cli", "restart one service"), declareAct, restart},
        {"status", "", QT_TRANSLATE_NOOP("Cli", "the state of every service, with its reason"), nullptr, status},
        {"info", "", QT_TRANSLATE_NOOP("Cli", "addresses, files and, when asked, passwords"), declareInfo, info},
        {"send", "URL|PATH|FILE.http", QT_TRANSLATE_NOOP("Cli", "send a request through the edge"), declareSend, send},
        {"journey", "ID", QT_TRANSLATE_NOOP("Cli", "what a request caused, step by step"), declareJourney, journey},
        {"logs", "[SERVICE…]", QT_TRANSLATE_NOOP("Cli", "the log lines of all services, merged"), declareLogs, logs},
        {"traces",
         "[TRACE-ID]",
         QT_TRANSLATE_NOOP("Cli", "the newest traces, or the spans of one"),
         declareTraces,
         traces},
        {"metrics",
         "[FILTER…]",
         QT_TRANSLATE_NOOP("Cli", "the series that were measured, or their points"),
         declareMetrics,
         metrics},
        {"demo", "", QT_TRANSLATE_NOOP("Cli", "start, send, follow, take pictures, stop"), declareDemo, demo},
        {"daemon", "[status|run|stop]", QT_TRANSLATE_NOOP("Cli", "look after the daemon itself"), declareAct, daemon},
    };
    return table;
}

ExitCode runCommandLine(const QStringList& arguments, Terminal& terminal)
{
    const QString name = arguments.value(0);
    if (name.isEmpty())
        return terminal.usage(overview());
    if (name == QLatin1String("--help") || name == QLatin1String("-h") || name == QLatin1String("help")) {
        terminal.print(overview());
        return ExitCode::Ok;
    }
    if (name == QLatin1String("--version")) {
        terminal.print(QStringLiteral("signalboxctl ") + QCoreApplication::applicationVersion());
        return ExitCode::Ok;
    }
    const Command* command = find(name);
    if (command == nullptr)
        return terminal.usage(Cli::tr("There is no command \"%1\". signalboxctl --help lists them.").arg(name));
    CommandLine line;
    if (command->declare != nullptr)
        command->declare(line);
    if (const auto parsed = line.parse(arguments.mid(1)); !parsed)
        return terminal.usage(parsed.error().message + QLatin1Char('\n') + usageLine(*command));
    if (line.isSet("help")) {
        terminal.print(
            QStringLiteral("%1\n%2\n\n%3").arg(usageLine(*command), Cli::tr(command->summary), line.optionsHelp()));
        return ExitCode::Ok;
    }
    if (const QString word = wordTooMany(*command, line.operands()); !word.isEmpty())
        return terminal.usage(Cli::tr("%1 has no use for \"%2\".").arg(name, word) + QLatin1Char('\n') +
                              usageLine(*command));
    terminal.setJson(line.isSet("json"));
    return command->run(line, terminal);
}

} // namespace signalbox
