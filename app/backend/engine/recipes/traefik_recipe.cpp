// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/local_ca.h"
#include "backend/engine/recipes/private_file.h"
#include "backend/engine/recipes/recipe_text.h"
#include "backend/engine/recipes/recipes.h"
#include "backend/engine/recipes/traefik_program.h"

#include <QFileInfo>

namespace signalbox {
namespace {

Result<QString> findProgram(const Variables& variables)
{
    const QString chosen = variables.value(QStringLiteral("SIGNALBOX_TRAEFIK"));
    if (QFileInfo(chosen).isExecutable())
        return chosen;
    if (!chosen.isEmpty())
        return fail(Error::Code::NotFound,
                    RecipeText::tr("SIGNALBOX_TRAEFIK names %1, which is no program.").arg(chosen));
    if (const QString cached = findCachedTraefik(variables); !cached.isEmpty())
        return cached;
    return fail(
        Error::Code::NotFound,
        RecipeText::tr("Traefik %1 or newer is missing; Debian has no package of it. Run ./installer/bootstrap.sh "
                       "deps, which gets it, or set SIGNALBOX_TRAEFIK to its program.")
            .arg(leastTraefikVersion().toString()));
}

// A copy, because the account that Traefik runs under may not read the authority's folder, and must not: the
// authority's key lies there too.
Result<void> copyCertificate(const QString& from, const QString& to)
{
    const LocalCaFiles source(from);
    const LocalCaFiles target(to);
    const Result<QByteArray> certificate = readWholeFile(source.certificate);
    const Result<QByteArray> key = readWholeFile(source.key);
    if (!certificate || !key)
        return tl::unexpected(certificate ? key.error() : certificate.error());
    const Result<void> written = writePrivateFile(target.key, *key);
    return written ? writePrivateFile(target.certificate, *certificate) : written;
}

} // namespace

Result<LaunchPlan> traefikPlan(const ServiceDefinition& service, const LaunchContext& context)
{
    const Result<QString> program = findProgram(context.variables);
    if (!program)
        return tl::unexpected(program.error());
    if (service.native.config.isEmpty())
        return fail(
            Error::Code::InvalidData,
            RecipeText::tr("%1 needs x-signalbox.native.config, the folder with its routes.").arg(service.name));

    const QString folder = context.paths.dataDir(service.name);
    const QString tls = folder + QStringLiteral("/tls");
    const QString routes = context.stackDir + QLatin1Char('/') + service.native.config;
    LaunchPlan plan;
    plan.ports = portsInForce(service, context);
    plan.prepare = {{RecipeText::tr("copy the certificate"),
                     [from = context.paths.tlsDir(), tls] { return copyCertificate(from, tls); }}};
    plan.process.program = *program;
    plan.process.arguments = service.native.arguments;
    plan.process.environment = plainEnvironment(folder);
    plan.process.environment.insert(service.environment);
    // In containers these two are mounted at fixed places.
    plan.process.environment.insert(QStringLiteral("TRAEFIK_PROVIDERS_FILE_DIRECTORY"), routes);
    plan.process.environment.insert(QStringLiteral("SIGNALBOX_TLS_DIR"), tls);
    plan.process.workingDirectory = folder;
    plan.process.readable = {*program, routes};
    plan.process.writable = {folder};
    plan.startTimeout = std::chrono::seconds(30);
    plan.probe =
        HttpProbe{plan.ports.value(QStringLiteral("admin")), QStringLiteral("/ping"), QStringLiteral("/api/version")};
    return plan;
}

} // namespace signalbox
