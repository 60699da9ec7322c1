// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/control/stack_info.h"

#include <QUrl>

namespace signalbox {
namespace {

int portOf(const Variables& variables, const QString& service, const char* role)
{
    return variables.value(portVariable(service, QLatin1String(role))).toInt();
}

const ServiceDefinition* firstOf(const StackFile& stack, Recipe recipe)
{
    for (const ServiceDefinition& service : stack.services) {
        if (service.native.recipe == recipe)
            return &service;
    }
    return nullptr;
}

QJsonValue loopbackUrl(int port, const char* path = "")
{
    return port > 0 ? QJsonValue(QStringLiteral("http://127.0.0.1:%1%2").arg(port).arg(QLatin1String(path)))
                    : QJsonValue();
}

QJsonObject serviceObject(const ServiceDefinition& service, const StackFacts& facts)
{
    QJsonObject ports;
    for (auto role = service.native.ports.begin(); role != service.native.ports.end(); ++role)
        ports.insert(role.key(), facts.variables.value(portVariable(service.name, role.key())).toInt());
    QString phase = phaseName(Phase::Stopped);
    for (const ServiceState& state : facts.states) {
        if (state.service == service.name)
            phase = phaseName(state.phase);
    }
    const QString metrics = metricsUrl(service, facts.variables);
    return {{QStringLiteral("http_url"), loopbackUrl(portOf(facts.variables, service.name, "http"))},
            {QStringLiteral("metrics_url"), metrics.isEmpty() ? QJsonValue() : QJsonValue(metrics)},
            {QStringLiteral("ports"), ports},
            {QStringLiteral("state"), phase}};
}

QString
credentialUrl(const QString& scheme, const QString& user, const QString& password, int port, const QString& path)
{
    const auto encoded = [](const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    return scheme + QStringLiteral("://") + encoded(user) + QLatin1Char(':') + encoded(password) +
           QStringLiteral("@127.0.0.1:") + QString::number(port) + path;
}

QJsonObject databaseUrls(const StackFacts& facts)
{
    QJsonObject databases;
    const ServiceDefinition* server = firstOf(facts.stack, Recipe::Postgres);
    if (server == nullptr)
        return databases;
    const int port = portOf(facts.variables, server->name, "sql");
    const auto url = [&](const QString& database, const char* roleSuffix, const char* passwordSuffix) {
        const QString password = facts.variables.value(database.toUpper() + QLatin1String(passwordSuffix));
        return credentialUrl(QStringLiteral("postgresql"),
                             database + QLatin1String(roleSuffix),
                             password,
                             port,
                             QLatin1Char('/') + database);
    };
    for (const QString& database : server->native.databases) {
        databases.insert(
            database,
            QJsonObject{{QStringLiteral("url"), url(database, "", "_DB_PASSWORD")},
                        {QStringLiteral("owner_url"), url(database, "_owner", "_OWNER_PASSWORD")},
                        {QStringLiteral("reader_url"), url(database, "_reader", "_READER_PASSWORD")},
                        {QStringLiteral("operator_url"), url(database, "_operator", "_OPERATOR_PASSWORD")}});
    }
    return databases;
}

// The daemon's own account as `url`, and each service's that has one, under its name.
QJsonObject brokerUrls(const StackFacts& facts)
{
    QJsonObject urls;
    const ServiceDefinition* broker = firstOf(facts.stack, Recipe::RabbitMq);
    if (broker == nullptr)
        return urls;
    const int port = portOf(facts.variables, broker->name, "amqp");
    const auto url = [&](const QString& user) {
        const QString password = facts.variables.value(user.toUpper() + QStringLiteral("_AMQP_PASSWORD"));
        return credentialUrl(QStringLiteral("amqp"), user, password, port, QStringLiteral("/"));
    };
    urls.insert(QStringLiteral("url"), url(QStringLiteral("signalbox")));
    for (const ServiceDefinition& service : facts.stack.services) {
        if (facts.variables.contains(service.name.toUpper() + QStringLiteral("_AMQP_PASSWORD")))
            urls.insert(service.name, url(service.name));
    }
    return urls;
}

} // namespace

QString readerUrl(const StackFile& stack, const Variables& variables, const QString& database)
{
    const ServiceDefinition* server = firstOf(stack, Recipe::Postgres);
    if (server == nullptr)
        return {};
    return credentialUrl(QStringLiteral("postgresql"),
                         database + QStringLiteral("_reader"),
                         variables.value(database.toUpper() + QStringLiteral("_READER_PASSWORD")),
                         portOf(variables, server->name, "sql"),
                         QLatin1Char('/') + database);
}

QString metricsUrl(const ServiceDefinition& service, const Variables& variables)
{
    const int metrics = portOf(variables, service.name, "metrics");
    const int admin = portOf(variables, service.name, "admin"); // an edge's metrics are on its own entry point
    return loopbackUrl(metrics > 0 ? metrics : admin, "/metrics").toString();
}

QString edgeUrl(const StackFile& stack, const Variables& variables)
{
    const ServiceDefinition* edge = firstOf(stack, Recipe::Traefik);
    if (edge == nullptr)
        return {};
    const QString host = stack.edgeHost.isEmpty() ? QStringLiteral("localhost") : stack.edgeHost;
    if (const int port = portOf(variables, edge->name, "https"); port > 0)
        return QStringLiteral("https://%1:%2").arg(host).arg(port);
    return QStringLiteral("http://%1:%2").arg(host).arg(portOf(variables, edge->name, "http"));
}

QJsonObject stackInfo(const StackFacts& facts, bool secrets)
{
    QJsonObject services;
    for (const ServiceDefinition& service : facts.stack.services)
        services.insert(service.name, serviceObject(service, facts));
    const QString otlpKey = facts.variables.value(QStringLiteral("SIGNALBOX_OTLP_HEADERS"));
    QJsonObject info{
        {QStringLiteral("name"), facts.stack.name},
        {QStringLiteral("file"), facts.stack.path},
        {QStringLiteral("engine"), facts.engine},
        {QStringLiteral("guarantee"), facts.guarantee},
        {QStringLiteral("state_dir"), facts.paths.stateDir},
        {QStringLiteral("runtime_dir"), facts.paths.runtimeDir},
        {QStringLiteral("store"), facts.paths.telemetryDb()},
        {QStringLiteral("edge_url"), edgeUrl(facts.stack, facts.variables)},
        {QStringLiteral("ca_file"), facts.paths.caFile()},
        {QStringLiteral("otlp_endpoint"), facts.variables.value(QStringLiteral("SIGNALBOX_OTLP_ENDPOINT"))},
        {QStringLiteral("otlp_grpc_endpoint"), facts.variables.value(QStringLiteral("SIGNALBOX_OTLP_GRPC_ENDPOINT"))},
        {QStringLiteral("otlp_headers"), otlpKey},
        {QStringLiteral("services"), services}};
    if (secrets) {
        info.insert(QStringLiteral("databases"), databaseUrls(facts));
        info.insert(QStringLiteral("amqp"), brokerUrls(facts));
    }
    return info;
}

} // namespace signalbox
