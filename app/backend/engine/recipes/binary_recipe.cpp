// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/recipes/recipe_text.h"
#include "backend/engine/recipes/recipes.h"

#include <QDir>
#include <QFileInfo>

namespace signalbox {
namespace {

// A name: beside signalboxd, then on PATH. A path: as it is, relative ones from the stack file.
Result<QString> findProgram(const ServiceDefinition& service, const LaunchContext& context)
{
    const QString& name = service.native.program;
    const bool isPath = name.contains(QLatin1Char('/'));
    const QString candidate =
        QDir::cleanPath(QDir(isPath ? context.stackDir : context.programDir).absoluteFilePath(name));
    if (QFileInfo(candidate).isFile() && QFileInfo(candidate).isExecutable())
        return candidate;
    if (const QString onPath = isPath ? QString() : findOnPath(name, context.variables); !onPath.isEmpty())
        return onPath;
    return fail(
        Error::Code::NotFound,
        isPath
            ? RecipeText::tr("%1 cannot start: its program %2 is missing. Build it first.").arg(service.name, candidate)
            : RecipeText::tr("%1 cannot start: its program “%2” is neither in %3 nor on PATH. Build it first "
                             "(./installer/bootstrap.sh build).")
                  .arg(service.name, name, context.programDir));
}

Result<Probe> readinessProbe(const ServiceDefinition& service, const QMap<QString, int>& ports)
{
    const int port = ports.value(QStringLiteral("metrics"), ports.value(QStringLiteral("http")));
    if (port == 0)
        return fail(
            Error::Code::InvalidData,
            RecipeText::tr("%1 needs a port “metrics” or “http” in x-signalbox.native.ports: readiness is asked there.")
                .arg(service.name));
    return HttpProbe{port, service.readyPath.isEmpty() ? QStringLiteral("/health/ready") : service.readyPath};
}

} // namespace

Result<LaunchPlan> binaryPlan(const ServiceDefinition& service, const LaunchContext& context)
{
    const Result<QString> program = findProgram(service, context);
    if (!program)
        return tl::unexpected(program.error());
    LaunchPlan plan;
    plan.ports = portsInForce(service, context);
    const Result<Probe> probe = readinessProbe(service, plan.ports);
    if (!probe)
        return tl::unexpected(probe.error());
    plan.probe = *probe;

    const QString folder = context.paths.dataDir(service.name);
    plan.process.program = *program;
    plan.process.arguments = service.native.arguments;
    plan.process.environment = plainEnvironment(folder);
    plan.process.environment.insert(service.environment);
    plan.process.workingDirectory = folder;
    plan.process.readable = {*program};
    plan.process.writable = {folder};
    if (service.native.migrate) {
        ProcessSpec migration = plan.process;
        migration.arguments = {QStringLiteral("--migrate")};
        migration.environment.insert(service.native.migrateEnvironment);
        plan.prepare = {{RecipeText::tr("migrate the database"), migration}};
    }
    plan.stopGrace = std::chrono::seconds(7); // a service drains for 5 s at most
    return plan;
}

} // namespace signalbox
