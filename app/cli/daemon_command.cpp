// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/await.h"
#include "cli/command.h"
#include "cli/connection.h"

#include <QFile>

#include <unistd.h>

namespace signalbox {
namespace {

ExitCode describe(const StackLocation& location, const Terminal& terminal)
{
    const auto connection = Connection::attach(location);
    if (!connection)
        return terminal.fail(connection.error());
    const auto hello =
        (*connection)->call(QStringLiteral("hello"), {{QStringLiteral("client"), QStringLiteral("signalboxctl")}});
    if (!hello)
        return terminal.fail(hello.error());
    QJsonObject object = hello->toObject();
    object.insert(QStringLiteral("socket"), location.paths.controlSocket());
    const auto store = (*connection)->call(QStringLiteral("store.status"));
    if (store)
        object.insert(QStringLiteral("store"), *store);
    if (terminal.isJson()) {
        terminal.print(object);
        return ExitCode::Ok;
    }
    terminal.print(Cli::tr("signalboxd %1 runs the stack \"%2\" as process %3 and listens on %4.")
                       .arg(object.value(QLatin1String("version")).toString(), (*connection)->session().stackName())
                       .arg(object.value(QLatin1String("pid")).toInteger())
                       .arg(location.paths.controlSocket()));
    return ExitCode::Ok;
}

// In the foreground: this process becomes the daemon, so that a service manager sees it.
ExitCode run(const StackLocation& location, const Terminal& terminal)
{
    const QString program = siblingProgram(QStringLiteral("signalboxd"));
    if (program.isEmpty())
        return terminal.fail({Error::Code::NotFound, Cli::tr("The program signalboxd is not beside this one."), {}});
    QList<QByteArray> words;
    const QStringList arguments{program,
                                QStringLiteral("--stack"),
                                location.stackFile,
                                QStringLiteral("--state-dir"),
                                location.paths.stateDir,
                                QStringLiteral("--runtime-dir"),
                                location.paths.runtimeDir};
    for (const QString& argument : arguments)
        words.append(QFile::encodeName(argument));
    std::vector<char*> pointers;
    for (QByteArray& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    execv(pointers.front(), pointers.data());
    return terminal.fail(
        {Error::Code::Failed, Cli::tr("%1 cannot be started: %2.").arg(program, qt_error_string(errno)), {}});
}

} // namespace

ExitCode commands_of::daemon(const CommandLine& line, const Terminal& terminal)
{
    const auto location = locateStack(line.stack());
    if (!location)
        return terminal.fail(location.error());
    const QString what = line.operands().value(0, QStringLiteral("status"));
    if (what == QLatin1String("status"))
        return describe(*location, terminal);
    if (what == QLatin1String("run"))
        return run(*location, terminal);
    if (what == QLatin1String("stop"))
        return down(line, terminal);
    return terminal.usage(Cli::tr("daemon takes status, run or stop, not \"%1\".").arg(what));
}

} // namespace signalbox
