// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/recipes/broker_definitions.h"
#include "backend/engine/recipes/private_file.h"
#include "backend/engine/recipes/recipe_text.h"
#include "backend/engine/recipes/recipes.h"

#include <QFile>
#include <QFileInfo>

namespace signalbox {
namespace {

const QString monitor = QStringLiteral("signalbox"); // the daemon's own user, for probe and watchers

// Everything the broker reads and writes, in one folder.
struct BrokerPaths
{
    explicit BrokerPaths(const QString& dataDir)
        : folder(dataDir)
        , config(dataDir + QStringLiteral("/rabbitmq.conf"))
        , advanced(dataDir + QStringLiteral("/advanced.config"))
        , plugins(dataDir + QStringLiteral("/enabled_plugins"))
        , definitions(dataDir + QStringLiteral("/definitions.json"))
    {
    }

    QString folder;
    QString config;
    QString advanced;
    QString plugins;
    QString definitions;
};

// Debian's /usr/sbin/rabbitmq-server is a wrapper that lets only root and rabbitmq through: not that one.
Result<QString> findServer(const Variables& variables)
{
    const QString debian = QStringLiteral("/usr/lib/rabbitmq/bin/rabbitmq-server");
    if (QFileInfo(debian).isExecutable())
        return debian;
    const QString onPath = findOnPath(QStringLiteral("rabbitmq-server"), variables);
    if (!onPath.isEmpty() && !QFileInfo(onPath).canonicalFilePath().endsWith(QLatin1String("script-wrapper")))
        return onPath;
    return fail(Error::Code::NotFound,
                RecipeText::tr("RabbitMQ is missing. Install it: apt-get install rabbitmq-server."));
}

// The stack's file when its folder has one, else what every broker of ours needs.
Result<QByteArray> sourceOr(const QString& folder, const QString& name, const QByteArray& usual)
{
    const QString path = folder + QLatin1Char('/') + name;
    return folder.isEmpty() || !QFile::exists(path) ? Result<QByteArray>(usual) : readWholeFile(path);
}

// Where this broker is; what it is stands in the stack's own rabbitmq.conf.
QByteArray placeConfiguration(const BrokerPaths& paths, const QMap<QString, int>& ports, bool hasDefinitions)
{
    QString text = QStringLiteral("\n# From the engine.\n"
                                  "listeners.tcp.local = 127.0.0.1:%1\n"
                                  "prometheus.tcp.ip = 127.0.0.1\n"
                                  "prometheus.tcp.port = %2\n"
                                  "log.console = true\n"
                                  "log.console.level = info\n"
                                  "log.console.formatter = json\n"
                                  "log.console.formatter.time_format = rfc3339_T\n"
                                  "log.connection.level = warning\n" // one for each probe
                                  "log.file = false\n")
                       .arg(ports.value(QStringLiteral("amqp")))
                       .arg(ports.value(QStringLiteral("metrics")));
    if (hasDefinitions)
        text += QStringLiteral("load_definitions = %1\n").arg(paths.definitions);
    return text.toUtf8();
}

struct BrokerFiles
{
    BrokerPaths paths;
    QString configFolder;
    QString definitions; // empty = none
    QMap<QString, int> ports;
    Variables variables;
};

Result<void> writeFiles(const BrokerFiles& files)
{
    const Result<QByteArray> config =
        sourceOr(files.configFolder, QStringLiteral("rabbitmq.conf"), "collect_statistics_interval = 1000\n");
    const Result<QByteArray> advanced = sourceOr(
        files.configFolder, QStringLiteral("advanced.config"), "[{rabbit, [{quorum_tick_interval, 1000}]}].\n");
    const Result<QByteArray> plugins =
        sourceOr(files.configFolder, QStringLiteral("enabled_plugins"), "[rabbitmq_prometheus].\n");
    const bool hasDefinitions = !files.definitions.isEmpty();
    const Result<QByteArray> definitions = hasDefinitions ? readWholeFile(files.definitions) : QByteArray("{}");
    if (!definitions)
        return tl::unexpected(definitions.error());
    const Result<QByteArray> filled =
        fillDefinitions(*definitions, files.variables, QFileInfo(files.definitions).fileName());

    const auto write = [](const QString& path, const Result<QByteArray>& text) {
        return text ? writePrivateFile(path, *text) : Result<void>(tl::unexpected(text.error()));
    };
    return write(files.paths.advanced, advanced)
        .and_then([&] { return write(files.paths.plugins, plugins); })
        .and_then([&] { return write(files.paths.definitions, filled); })
        .and_then([&] {
            return write(files.paths.config, config.map([&](const QByteArray& text) {
                return text + placeConfiguration(files.paths, files.ports, hasDefinitions);
            }));
        });
}

// rabbitmq-env.conf(5) and erl(1). Each path and port is this stack's own, and each listener is on loopback: AMQP and
// metrics by configuration, distribution by the kernel application's interface, epmd by its address.
QMap<QString, QString> environment(const BrokerPaths& paths, const QMap<QString, int>& ports)
{
    QMap<QString, QString> variables = plainEnvironment(paths.folder);
    const auto set = [&variables](const char* name, const QString& value) {
        variables.insert(QString::fromLatin1(name), value);
    };
    set("RABBITMQ_NODENAME", QStringLiteral("signalbox@localhost")); // its data is kept under this name
    set("RABBITMQ_MNESIA_BASE", paths.folder + QStringLiteral("/mnesia"));
    set("RABBITMQ_LOG_BASE", paths.folder + QStringLiteral("/log"));
    set("RABBITMQ_GENERATED_CONFIG_DIR", paths.folder + QStringLiteral("/generated"));
    set("RABBITMQ_PID_FILE", paths.folder + QStringLiteral("/rabbitmq.pid"));
    set("RABBITMQ_ENABLED_PLUGINS_FILE", paths.plugins);
    set("RABBITMQ_CONFIG_FILE", paths.config);
    set("RABBITMQ_ADVANCED_CONFIG_FILE", paths.advanced);
    set("RABBITMQ_CONF_ENV_FILE", paths.folder + QStringLiteral("/none")); // not the machine's own
    set("RABBITMQ_NODE_PORT", QString::number(ports.value(QStringLiteral("amqp"))));
    set("RABBITMQ_DIST_PORT", QString::number(ports.value(QStringLiteral("dist"))));
    set("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", QStringLiteral("-kernel inet_dist_use_interface {127,0,0,1}"));
    set("ERL_EPMD_PORT", QString::number(ports.value(QStringLiteral("epmd"))));
    set("ERL_EPMD_ADDRESS", QStringLiteral("127.0.0.1"));
    set("ERL_CRASH_DUMP_BYTES", QStringLiteral("0")); // would hold every message and password
    return variables;
}

} // namespace

Result<LaunchPlan> rabbitmqPlan(const ServiceDefinition& service, const LaunchContext& context)
{
    const Result<QString> server = findServer(context.variables);
    if (!server)
        return tl::unexpected(server.error());
    const Result<QString> password = requiredVariable(context, service.name, QStringLiteral("SIGNALBOX_AMQP_PASSWORD"));
    if (!password)
        return tl::unexpected(password.error());

    const BrokerPaths paths(context.paths.dataDir(service.name));
    const auto inStack = [&context](const QString& path) {
        return path.isEmpty() ? QString() : context.stackDir + QLatin1Char('/') + path;
    };
    LaunchPlan plan;
    plan.ports = portsInForce(service, context);
    const BrokerFiles files{
        paths, inStack(service.native.config), inStack(service.native.definitions), plan.ports, context.variables};
    plan.prepare = {{RecipeText::tr("write the configuration"), [files] { return writeFiles(files); }}};
    plan.process.program = *server;
    plan.process.environment = environment(paths, plan.ports);
    plan.process.workingDirectory = paths.folder;
    plan.process.writable = {paths.folder};
    plan.probe = AmqpProbe{plan.ports.value(QStringLiteral("amqp")), monitor, *password};
    plan.startTimeout = std::chrono::seconds(180); // 8 s are usual; it may have long queues to read
    plan.stopGrace = std::chrono::seconds(20);     // about 6 s are usual
    return plan;
}

} // namespace signalbox
