// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/journey_text.h"
#include "cli/journey_wait.h"

namespace signalbox {

void commands_of::declareJourney(CommandLine& line)
{
    line.addValue({QStringLiteral("wait")},
                  Cli::tr("Wait until it is complete; exit with 4 if it does not become so."),
                  Cli::tr("TIME"));
}

ExitCode commands_of::journey(const CommandLine& line, const Terminal& terminal)
{
    if (line.operands().size() != 1)
        return terminal.usage(Cli::tr("journey takes one id: of a trace, an event, or a correlation."));
    const auto timeout =
        line.isSet("wait") ? line.duration("wait") : Result<std::chrono::milliseconds>(std::chrono::milliseconds(0));
    if (!timeout)
        return terminal.usage(timeout.error().message);
    const auto location = locateStack(line.stack());
    if (!location)
        return terminal.fail(location.error());
    StoreReader reader(location->paths.stateDir);
    const auto found = waitForJourney(reader, line.operands().first(), *timeout);
    if (!found)
        return terminal.fail(found.error(), line.isSet("wait") ? ExitCode::Timeout : ExitCode::Failed);
    if (terminal.isJson()) {
        terminal.print(journeyObject(*found));
    } else {
        const auto lines = journeyLines(*found);
        for (const QString& text : lines)
            terminal.print(text);
    }
    return line.isSet("wait") && !found->complete ? ExitCode::Timeout : ExitCode::Ok;
}

} // namespace signalbox
