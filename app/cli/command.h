// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command_line.h"
#include "cli/terminal.h"

namespace signalbox {

// One word of the command line and what it does. The table of all of them is in command_table.cpp; each family of
// commands has a file of its own.
struct Command
{
    const char* name;
    const char* operands;               // as in the usage line: "[SERVICE…]"
    const char* summary;                // through Cli::tr
    void (*declare)(CommandLine& line); // its own options; may be null
    ExitCode (*run)(const CommandLine& line, const Terminal& terminal);
};

const QList<Command>& commands();

// Runs one command line without the program's name: finds the command, parses, runs. `arguments` may be a help request.
ExitCode runCommandLine(const QStringList& arguments, Terminal& terminal);

namespace commands_of {

// up down start stop restart
void declareUp(CommandLine& line);
void declareAct(CommandLine& line);
ExitCode up(const CommandLine& line, const Terminal& terminal);
ExitCode down(const CommandLine& line, const Terminal& terminal);
ExitCode start(const CommandLine& line, const Terminal& terminal);
ExitCode stop(const CommandLine& line, const Terminal& terminal);
ExitCode restart(const CommandLine& line, const Terminal& terminal);

ExitCode status(const CommandLine& line, const Terminal& terminal);
void declareInfo(CommandLine& line);
ExitCode info(const CommandLine& line, const Terminal& terminal);
void declareSend(CommandLine& line);
ExitCode send(const CommandLine& line, const Terminal& terminal);
void declareJourney(CommandLine& line);
ExitCode journey(const CommandLine& line, const Terminal& terminal);
void declareLogs(CommandLine& line);
ExitCode logs(const CommandLine& line, const Terminal& terminal);
void declareTraces(CommandLine& line);
ExitCode traces(const CommandLine& line, const Terminal& terminal);
void declareMetrics(CommandLine& line);
ExitCode metrics(const CommandLine& line, const Terminal& terminal);
void declareDemo(CommandLine& line);
ExitCode demo(const CommandLine& line, const Terminal& terminal);
ExitCode daemon(const CommandLine& line, const Terminal& terminal);

} // namespace commands_of
} // namespace signalbox
