// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/stack_variables.h"

#include "backend/engine/local_ca.h"
#include "backend/engine/recipes/recipe_text.h"
#include "backend/engine/recipes/traefik_program.h"
#include "backend/engine/secrets.h"
#include "core/stack/env_file.h"

#include <QFileInfo>

#include <algorithm>

namespace signalbox {
namespace {

const QString loopback = QStringLiteral("127.0.0.1");

Result<std::optional<int>> fixedPort(const QString& variable, const Variables& user)
{
    const QString text = user.value(variable);
    if (text.isEmpty())
        return std::optional<int>();
    bool isNumber = false;
    const int port = text.toInt(&isNumber);
    if (!isNumber || port < 1 || port > 65535)
        return fail(Error::Code::InvalidData,
                    RecipeText::tr("The variable %1 is “%2”; expected a port from 1 to 65535.").arg(variable, text));
    return std::optional<int>(port);
}

Result<QList<PortRequest>> portRequests(const StackFile& file, const Variables& user)
{
    QList<PortRequest> requests;
    for (const ServiceDefinition& service : file.services) {
        for (auto port = service.native.ports.cbegin(); port != service.native.ports.cend(); ++port) {
            const auto fixed = fixedPort(portVariable(service.name, port.key()), user);
            if (!fixed)
                return tl::unexpected(fixed.error());
            requests.append({service.name, port.key(), port.value(), *fixed});
        }
    }
    return requests;
}

bool hasTraefik(const StackFile& file)
{
    return std::any_of(file.services.cbegin(), file.services.cend(), [](const ServiceDefinition& service) {
        return service.native.recipe == Recipe::Traefik;
    });
}

Result<void> addEdge(const StackFile& file, const StackInputs& inputs, Variables& variables)
{
    if (!hasTraefik(file))
        return {};
    const Result<LocalCaFiles> ca = ensureLocalCa(inputs.paths.tlsDir(), {file.edgeHost});
    if (!ca)
        return tl::unexpected(ca.error());
    variables.insert(QStringLiteral("SIGNALBOX_CA_FILE"), ca->caCertificate);
    variables.insert(QStringLiteral("SIGNALBOX_TLS_DIR"), inputs.paths.tlsDir());
    if (const QString program = findTraefik(inputs.environment); !program.isEmpty())
        variables.insert(QStringLiteral("SIGNALBOX_TRAEFIK"), program);
    return {};
}

void addEndpoints(const StackFile& file, const StackInputs& inputs, Variables& variables)
{
    for (const ServiceDefinition& service : file.services)
        variables.insert(serviceVariable(service.name, QStringLiteral("HOST")), loopback);
    variables.insert(QStringLiteral("SIGNALBOX_BIND"), loopback);
    variables.insert(QStringLiteral("SIGNALBOX_OTLP_ENDPOINT"), inputs.otlpEndpoint);
    variables.insert(QStringLiteral("SIGNALBOX_OTLP_GRPC_ENDPOINT"), inputs.otlpGrpcEndpoint);
    variables.insert(QStringLiteral("SIGNALBOX_OTLP_KEY"), inputs.otlpKey);
    variables.insert(QStringLiteral("SIGNALBOX_OTLP_HEADERS"),
                     inputs.otlpKey.isEmpty() ? QString() : QStringLiteral("x-signalbox-key=") + inputs.otlpKey);
}

} // namespace

Result<Variables> userVariables(const QString& stackFile, const Variables& environment)
{
    Result<Variables> variables = readEnvFile(QFileInfo(stackFile).absolutePath() + QStringLiteral("/.env"));
    if (variables)
        variables->insert(environment);
    return variables;
}

Result<OpenedStack> openStack(const QString& stackFile, const StackInputs& inputs, PortAllocator& ports)
{
    const Result<Variables> user = userVariables(stackFile, inputs.environment);
    if (!user)
        return tl::unexpected(user.error());
    const Result<StackFile> structure = readStackFile(stackFile, *user, Unset::IsEmpty);
    if (!structure)
        return tl::unexpected(structure.error());

    Variables variables = *user;
    const Result<QList<PortRequest>> requests = portRequests(*structure, *user);
    if (!requests)
        return tl::unexpected(requests.error());
    const Result<QMap<QString, int>> chosen = ports.allocate(*requests);
    if (!chosen)
        return tl::unexpected(chosen.error());
    for (auto port = chosen->cbegin(); port != chosen->cend(); ++port)
        variables.insert(port.key(), QString::number(port.value()));
    const Result<Variables> secrets = ensureSecrets(inputs.paths.secretsFile(), structure->secrets, *user);
    if (!secrets)
        return tl::unexpected(secrets.error());
    variables.insert(*secrets);
    addEndpoints(*structure, inputs, variables);
    if (const Result<void> edge = addEdge(*structure, inputs, variables); !edge)
        return tl::unexpected(edge.error());

    Result<StackFile> file = readStackFile(stackFile, variables);
    if (!file)
        return tl::unexpected(file.error());
    return OpenedStack{std::move(*file), std::move(variables)};
}

} // namespace signalbox
