// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/launch_plan.h"

#include "backend/engine/recipes/recipe_text.h"
#include "backend/engine/recipes/recipes.h"

#include <QStandardPaths>

namespace signalbox {
namespace {

Result<LaunchPlan> planOfRecipe(const ServiceDefinition& service, const LaunchContext& context)
{
    switch (service.native.recipe) {
    case Recipe::Postgres: return postgresPlan(service, context);
    case Recipe::RabbitMq: return rabbitmqPlan(service, context);
    case Recipe::Traefik: return traefikPlan(service, context);
    case Recipe::Binary: return binaryPlan(service, context);
    case Recipe::None: break;
    }
    return fail(Error::Code::NotFound,
                RecipeText::tr("%1 has no x-signalbox.native in the stack file, so it cannot run without containers.")
                    .arg(service.name));
}

} // namespace

Result<LaunchPlan> makeLaunchPlan(const ServiceDefinition& service, const LaunchContext& context)
{
    auto plan = planOfRecipe(service, context);
    if (plan && service.native.startTimeout.count() > 0)
        plan->startTimeout = service.native.startTimeout;
    return plan;
}

QMap<QString, int> portsInForce(const ServiceDefinition& service, const LaunchContext& context)
{
    QMap<QString, int> ports = service.native.ports;
    for (auto port = ports.begin(); port != ports.end(); ++port) {
        bool isSet = false;
        const int inForce = context.variables.value(portVariable(service.name, port.key())).toInt(&isSet);
        if (isSet)
            port.value() = inForce;
    }
    return ports;
}

QMap<QString, QString> plainEnvironment(const QString& home)
{
    return {{QStringLiteral("PATH"), QStringLiteral("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")},
            {QStringLiteral("LANG"), QStringLiteral("C.UTF-8")},
            {QStringLiteral("HOME"), home}};
}

QString findOnPath(const QString& program, const Variables& variables)
{
    const QStringList folders = variables.value(QStringLiteral("PATH")).split(QLatin1Char(':'), Qt::SkipEmptyParts);
    return folders.isEmpty() ? QString() : QStandardPaths::findExecutable(program, folders);
}

Result<QString> requiredVariable(const LaunchContext& context, const QString& service, const QString& name)
{
    const QString value = context.variables.value(name);
    if (!value.isEmpty())
        return value;
    return fail(Error::Code::InvalidData,
                RecipeText::tr("%1 needs the variable %2. Add it to x-signalbox.secrets in the stack file.")
                    .arg(service, name));
}

} // namespace signalbox
