// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/extension_reader.h"

#include "core/stack/demo_reader.h"
#include "core/stack/stack_text.h"

#include <QRegularExpression>

namespace signalbox {
namespace {

constexpr int longestStartTimeout = 3600; // seconds

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

Recipe readRecipe(const YamlNode* node, NodeReader& reader)
{
    const QString name = reader.text(node);
    if (name == QLatin1String("postgres"))
        return Recipe::Postgres;
    if (name == QLatin1String("rabbitmq"))
        return Recipe::RabbitMq;
    if (name == QLatin1String("traefik"))
        return Recipe::Traefik;
    if (name == QLatin1String("binary"))
        return Recipe::Binary;
    if (node)
        reader.expected(*node, StackText::tr("postgres, rabbitmq, traefik or binary"));
    return Recipe::None;
}

// The roles that a recipe cannot do without, at the numbers everybody knows them by.
QMap<QString, int> usualPorts(Recipe recipe)
{
    switch (recipe) {
    case Recipe::Postgres: return {{QStringLiteral("sql"), 5432}};
    case Recipe::RabbitMq:
        return {{QStringLiteral("amqp"), 5672},
                {QStringLiteral("metrics"), 15692},
                {QStringLiteral("dist"), 25672},
                {QStringLiteral("epmd"), 4369}};
    case Recipe::Traefik:
        return {{QStringLiteral("http"), 8080}, {QStringLiteral("https"), 8443}, {QStringLiteral("admin"), 8082}};
    case Recipe::Binary:
    case Recipe::None: return {};
    }
    Q_UNREACHABLE();
}

void readPorts(const YamlNode* node, QMap<QString, int>& ports, NodeReader& reader)
{
    if (const YamlNode* entries = reader.map(node)) {
        for (const YamlEntry& entry : entries->entries)
            ports.insert(entry.key, reader.integer(&entry.value, 1, 65535, 0));
    }
}

// `migrate: true`, or a map when the migration needs variables of its own.
void readMigrate(const YamlNode* node, NativeSpec& native, NodeReader& reader)
{
    if (!node || node->kind != YamlNode::Kind::Map) {
        native.migrate = reader.flag(node, false);
        return;
    }
    reader.warnUnknownKeys(*node, words("environment"), QStringLiteral("x-signalbox.native.migrate"));
    native.migrate = true;
    native.migrateEnvironment = reader.textMap(node->find(QLatin1String("environment")));
}

NativeSpec readNative(const YamlNode& node, const QString& service, NodeReader& reader)
{
    reader.warnUnknownKeys(node,
                           words("recipe program arguments migrate ports databases definitions config start_timeout"),
                           QStringLiteral("x-signalbox.native"));
    NativeSpec native;
    const YamlNode* recipe = node.find(QLatin1String("recipe"));
    if (!recipe)
        reader.problem(node.line, node.column, StackText::tr("The key “recipe” is missing in x-signalbox.native."));
    native.recipe = readRecipe(recipe, reader);
    native.program = reader.text(node.find(QLatin1String("program")));
    if (native.program.isEmpty() && native.recipe == Recipe::Binary)
        native.program = service;
    native.arguments = reader.texts(node.find(QLatin1String("arguments")));
    readMigrate(node.find(QLatin1String("migrate")), native, reader);
    native.ports = usualPorts(native.recipe);
    readPorts(node.find(QLatin1String("ports")), native.ports, reader);
    native.databases = reader.texts(node.find(QLatin1String("databases")));
    native.definitions = reader.pathInside(node.find(QLatin1String("definitions")));
    native.config = reader.pathInside(node.find(QLatin1String("config")));
    native.startTimeout =
        std::chrono::seconds(reader.integer(node.find(QLatin1String("start_timeout")), 1, longestStartTimeout, 0));
    return native;
}

// Outbox and inbox have the same shape: a table of a database and what its columns are called.
template<typename Spec>
std::optional<Spec> readTable(const YamlNode* node, const char* where, const QStringList& roles, NodeReader& reader)
{
    static const QRegularExpression tableName(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?$"));
    const YamlNode* map = reader.map(node);
    if (!map)
        return std::nullopt;
    reader.warnUnknownKeys(*map, words("database table columns"), QString::fromLatin1(where));
    Spec spec;
    spec.database = reader.text(map->find(QLatin1String("database")));
    if (spec.database.isEmpty())
        reader.problem(
            map->line, map->column, StackText::tr("The key “database” is missing in %1.").arg(QLatin1String(where)));
    if (const YamlNode* table = map->find(QLatin1String("table"))) {
        spec.table = reader.text(table);
        if (!tableName.match(spec.table).hasMatch())
            reader.expected(*table, StackText::tr("the name of a table"));
    }
    const YamlNode* columns = map->find(QLatin1String("columns"));
    spec.columns = reader.textMap(columns);
    if (columns && columns->kind == YamlNode::Kind::Map)
        reader.warnUnknownKeys(*columns, roles, QLatin1String(where) + QLatin1String(".columns"));
    return spec;
}

QString readColor(const YamlNode* node, NodeReader& reader)
{
    static const QRegularExpression color(QStringLiteral("^#[0-9a-fA-F]{6}$"));
    QString text = reader.text(node);
    if (text.isEmpty() || color.match(text).hasMatch())
        return text;
    reader.expected(*node, StackText::tr("a colour like “#3b82f6”"));
    return {};
}

QString readReadyPath(const YamlNode* node, NodeReader& reader)
{
    QString path = reader.text(node);
    if (path.isEmpty() || path.startsWith(QLatin1Char('/')))
        return path;
    reader.expected(*node, StackText::tr("a path like “/health/ready”"));
    return {};
}

bool imageIsOneOf(const QString& image, const char* names)
{
    // "registry:5000/team/postgres:15-alpine" → "postgres"
    const QString name =
        image.section(QLatin1Char('/'), -1).section(QLatin1Char('@'), 0, 0).section(QLatin1Char(':'), 0, 0);
    return !name.isEmpty() && words(names).contains(name);
}

// What the map draws for a service that does not say it itself.
QString usualKind(const ServiceDefinition& service)
{
    if (service.native.recipe == Recipe::Postgres ||
        imageIsOneOf(service.image, "postgres postgis mysql mariadb mongo"))
        return QStringLiteral("database");
    if (service.native.recipe == Recipe::RabbitMq || imageIsOneOf(service.image, "rabbitmq kafka nats redpanda"))
        return QStringLiteral("broker");
    if (service.native.recipe == Recipe::Traefik || imageIsOneOf(service.image, "traefik nginx caddy envoy haproxy"))
        return QStringLiteral("edge");
    if (imageIsOneOf(service.image, "redis valkey memcached"))
        return QStringLiteral("cache");
    return QStringLiteral("service");
}

QString readKind(const YamlNode* node, NodeReader& reader)
{
    QString kind = reader.text(node);
    if (kind.isEmpty() || words("service edge database broker cache").contains(kind))
        return kind;
    reader.expected(*node, StackText::tr("service, edge, database, broker or cache"));
    return {};
}

} // namespace

void readServiceExtension(const YamlNode* node, ServiceDefinition& service, NodeReader& reader)
{
    if (const YamlNode* map = reader.map(node)) {
        reader.warnUnknownKeys(
            *map, words("native ready color openapi database queues kind outbox inbox"), QStringLiteral("x-signalbox"));
        if (const YamlNode* native = reader.map(map->find(QLatin1String("native"))))
            service.native = readNative(*native, service.name, reader);
        service.readyPath = readReadyPath(map->find(QLatin1String("ready")), reader);
        service.color = readColor(map->find(QLatin1String("color")), reader);
        service.openapi = reader.text(map->find(QLatin1String("openapi")));
        service.database = reader.text(map->find(QLatin1String("database")));
        service.queues = reader.texts(map->find(QLatin1String("queues")));
        service.kind = readKind(map->find(QLatin1String("kind")), reader);
        service.outbox = readTable<OutboxSpec>(map->find(QLatin1String("outbox")),
                                               "x-signalbox.outbox",
                                               words("id event_id event_type aggregate_id created_at sent_at dead_at "
                                                     "attempts last_error traceparent correlation_id"),
                                               reader);
        service.inbox = readTable<InboxSpec>(
            map->find(QLatin1String("inbox")), "x-signalbox.inbox", words("event_id seen_at consumer"), reader);
    }
    if (service.kind.isEmpty())
        service.kind = usualKind(service);
}

void readFileExtension(const YamlNode* node, StackFile& file, NodeReader& reader)
{
    static const QRegularExpression variable(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    const YamlNode* map = reader.map(node);
    if (!map)
        return;
    reader.warnUnknownKeys(*map, words("secrets demo edge_host"), QStringLiteral("x-signalbox"));
    const YamlNode* secrets = map->find(QLatin1String("secrets"));
    file.secrets = reader.texts(secrets);
    for (const QString& name : file.secrets) {
        if (!variable.match(name).hasMatch())
            reader.expected(*secrets, StackText::tr("names of variables (“%1” is none)").arg(name));
    }
    file.edgeHost = reader.text(map->find(QLatin1String("edge_host")));
    file.demo = readDemo(map->find(QLatin1String("demo")), reader);
}

} // namespace signalbox
