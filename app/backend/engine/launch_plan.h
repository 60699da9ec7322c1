// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/state_paths.h"
#include "core/stack/stack_file.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <signal.h>
#include <variant>

namespace signalbox {

// One program to start, as the child shall see it. `environment` is complete: nothing is inherited but PATH, LANG, HOME
// when they are in it. `program` is absolute.
struct ProcessSpec
{
    QString program;
    QStringList arguments;
    QMap<QString, QString> environment;
    QString workingDirectory;
    // Files and folders it must be able to read although the unprivileged account may not reach them (bound read-only).
    // Their own modes let others read; only the way to them may not.
    QStringList readable;
    // Folders that belong to the account it runs under: created by the launcher and, before each process of a plan,
    // chowned with all that steps have written into them.
    QStringList writable;
};

// Something to be done once: a quick function (files only, no waiting) or a program that must end with 0.
struct LaunchStep
{
    QString title; // "create the cluster", for states and errors
    std::variant<std::function<Result<void>()>, ProcessSpec> work;
    std::chrono::milliseconds timeout = std::chrono::seconds(60);
};

// Readiness: what counts as "takes work now". All on 127.0.0.1.
struct HttpProbe
{
    int port = 0;
    QString path;
    QString versionPath = {}; // asked once it answers, for its "version"; empty = the answer itself has it, or nothing
};                            // 2xx
struct PostgresProbe
{
    QString conninfo;
}; // connects and answers SELECT 1
struct AmqpProbe
{
    int port = 0;
    QString user;
    QString password;
}; // logs in, opens the virtual host "/"
using Probe = std::variant<HttpProbe, PostgresProbe, AmqpProbe>;

// Everything the supervisor needs to run one service; made by its recipe, a pure function of definition and context.
struct LaunchPlan
{
    QList<LaunchStep> prepare; // before the process, in order
    ProcessSpec process;
    Probe probe;
    std::chrono::seconds startTimeout{60}; // until the probe first passes
    QList<LaunchStep> provision;           // after the probe first passes, before Ready (roles, databases)
    int stopSignal = SIGTERM;              // to the inner process
    std::chrono::milliseconds stopGrace = std::chrono::seconds(10);
    QMap<QString, int> ports; // checked to be free before the start
};

// What a recipe may look at.
struct LaunchContext
{
    StatePaths paths;
    QString stackDir;    // folder of the stack file
    QString programDir;  // where our own binaries are
    Variables variables; // ports, secrets, endpoints; complete
};

// Error messages name the missing program and the Debian package that has it.
Result<LaunchPlan> makeLaunchPlan(const ServiceDefinition& service, const LaunchContext& context);

} // namespace signalbox
