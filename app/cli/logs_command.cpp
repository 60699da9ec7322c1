// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/await.h"
#include "cli/command.h"
#include "core/store/log_export.h"

namespace signalbox {
namespace {

constexpr std::chrono::milliseconds followInterval{200};

void printAll(const QList<LogLine>& lines, const Terminal& terminal)
{
    for (const LogLine& line : lines) {
        if (terminal.isJson())
            terminal.printLine(logLineAsJson(line));
        else
            terminal.print(logLineAsText(line));
    }
}

Result<LogQuery> logQueryFrom(const CommandLine& line)
{
    LogQuery query;
    query.services = line.operands() + line.values("service");
    query.text = line.value("grep");
    query.traceId = line.value("trace");
    const auto count = line.number("lines");
    if (!count)
        return tl::unexpected(count.error());
    query.limit = *count;
    if (line.isSet("level")) {
        query.minLevel = logLevelFromName(line.value("level"));
        if (query.minLevel == LogLevel::Unknown)
            return fail(Error::Code::InvalidData, Cli::tr("--level takes trace, debug, info, warn, error or fatal."));
    }
    return query;
}

// Until it is interrupted: what arrives after `afterId`, in order, however much it is.
ExitCode follow(StoreReader& reader, LogQuery query, qint64 afterId, const Terminal& terminal)
{
    query.afterId = afterId;
    query.limit = 500;
    while (true) {
        const auto page = reader.logs(query);
        if (!page)
            return terminal.fail(page.error());
        printAll(page->lines, terminal);
        if (!page->lines.isEmpty())
            query.afterId = page->lines.last().id;
        if (!page->more)
            pause(followInterval);
    }
}

} // namespace

void commands_of::declareLogs(CommandLine& line)
{
    line.addFlag({QStringLiteral("f"), QStringLiteral("follow")}, Cli::tr("Go on with what arrives."));
    line.addValue({QStringLiteral("n"), QStringLiteral("lines")},
                  Cli::tr("How many of the newest."),
                  Cli::tr("N"),
                  QStringLiteral("100"));
    line.addValue({QStringLiteral("service")}, Cli::tr("The same as the name alone."), Cli::tr("NAME"));
    line.addValue({QStringLiteral("level")}, Cli::tr("At least this level."), Cli::tr("LEVEL"));
    line.addValue({QStringLiteral("grep")}, Cli::tr("With this text in it, whatever its case."), Cli::tr("TEXT"));
    line.addValue({QStringLiteral("trace")}, Cli::tr("Of this trace."), Cli::tr("TRACE-ID"));
}

ExitCode commands_of::logs(const CommandLine& line, const Terminal& terminal)
{
    const auto query = logQueryFrom(line);
    if (!query)
        return terminal.usage(query.error().message);
    const auto location = locateStack(line.stack());
    if (!location)
        return terminal.fail(location.error());
    StoreReader reader(location->paths.stateDir);
    const auto page = reader.logs(*query);
    if (!page)
        return terminal.fail(page.error());
    printAll(page->lines, terminal);
    return line.isSet("follow") ? follow(reader, *query, page->highWaterId, terminal) : ExitCode::Ok;
}

} // namespace signalbox
