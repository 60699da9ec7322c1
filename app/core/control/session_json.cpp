// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/session_json.h"

namespace signalbox {
namespace {

QString recipeName(Recipe recipe)
{
    switch (recipe) {
    case Recipe::None: return {};
    case Recipe::Postgres: return QStringLiteral("postgres");
    case Recipe::RabbitMq: return QStringLiteral("rabbitmq");
    case Recipe::Traefik: return QStringLiteral("traefik");
    case Recipe::Binary: return QStringLiteral("binary");
    }
    return {};
}

QJsonObject textMapToJson(const QMap<QString, QString>& map)
{
    QJsonObject object;
    for (auto entry = map.begin(); entry != map.end(); ++entry)
        object.insert(entry.key(), entry.value());
    return object;
}

QMap<QString, QString> textMapFromJson(const QJsonObject& object)
{
    QMap<QString, QString> map;
    for (auto member = object.begin(); member != object.end(); ++member)
        map.insert(member.key(), member->toString());
    return map;
}

} // namespace

QJsonObject toJson(const ServiceInfo& info)
{
    return {{QStringLiteral("name"), info.name},
            {QStringLiteral("kind"), info.kind},
            {QStringLiteral("recipe"), info.recipe},
            {QStringLiteral("color"), info.color},
            {QStringLiteral("depends_on"), QJsonArray::fromStringList(info.dependsOn)},
            {QStringLiteral("database"), info.database},
            {QStringLiteral("queues"), QJsonArray::fromStringList(info.queues)},
            {QStringLiteral("has_outbox"), info.hasOutbox}};
}

ServiceInfo serviceInfoFromJson(const QJsonObject& object)
{
    ServiceInfo info;
    info.name = object.value(QLatin1String("name")).toString();
    info.kind = object.value(QLatin1String("kind")).toString();
    info.recipe = object.value(QLatin1String("recipe")).toString();
    info.color = object.value(QLatin1String("color")).toString();
    info.dependsOn = stringsFromJson(object.value(QLatin1String("depends_on")));
    info.database = object.value(QLatin1String("database")).toString();
    info.queues = stringsFromJson(object.value(QLatin1String("queues")));
    info.hasOutbox = object.value(QLatin1String("has_outbox")).toBool();
    return info;
}

ServiceInfo serviceInfo(const ServiceDefinition& definition)
{
    ServiceInfo info;
    info.name = definition.name;
    info.kind = definition.kind;
    info.recipe = recipeName(definition.native.recipe);
    info.color = definition.color;
    for (const Dependency& dependency : definition.dependsOn)
        info.dependsOn.append(dependency.service);
    info.database = definition.database;
    info.queues = definition.queues;
    info.hasOutbox = definition.outbox.has_value();
    return info;
}

QJsonObject toJson(const ActionState& action)
{
    return {{QStringLiteral("id"), action.id},
            {QStringLiteral("title"), action.title},
            {QStringLiteral("running"), action.running},
            {QStringLiteral("ok"), action.ok},
            {QStringLiteral("message"), action.message},
            {QStringLiteral("began_ms"), action.beganMs},
            {QStringLiteral("ended_ms"), action.endedMs}};
}

ActionState actionStateFromJson(const QJsonObject& object)
{
    ActionState action;
    action.id = object.value(QLatin1String("id")).toInteger();
    action.title = object.value(QLatin1String("title")).toString();
    action.running = object.value(QLatin1String("running")).toBool();
    action.ok = object.value(QLatin1String("ok")).toBool();
    action.message = object.value(QLatin1String("message")).toString();
    action.beganMs = object.value(QLatin1String("began_ms")).toInteger();
    action.endedMs = object.value(QLatin1String("ended_ms")).toInteger();
    return action;
}

QJsonObject toJson(const StartupStep& step)
{
    return {{QStringLiteral("service"), step.service},
            {QStringLiteral("begin_ms"), step.beginMs},
            {QStringLiteral("ready_ms"), step.readyMs},
            {QStringLiteral("critical"), step.critical}};
}

StartupStep startupStepFromJson(const QJsonObject& object)
{
    StartupStep step;
    step.service = object.value(QLatin1String("service")).toString();
    step.beginMs = object.value(QLatin1String("begin_ms")).toInteger();
    step.readyMs = object.value(QLatin1String("ready_ms")).toInteger(-1);
    step.critical = object.value(QLatin1String("critical")).toBool();
    return step;
}

QJsonObject toJson(const StoreMarks& marks)
{
    return {{QStringLiteral("spans"), marks.spans},
            {QStringLiteral("logs"), marks.logs},
            {QStringLiteral("rows"), marks.rows}};
}

StoreMarks storeMarksFromJson(const QJsonObject& object)
{
    return {object.value(QLatin1String("spans")).toInteger(),
            object.value(QLatin1String("logs")).toInteger(),
            object.value(QLatin1String("rows")).toInteger()};
}

static QJsonArray toJson(const QList<StoreLoss>& losses)
{
    QJsonArray array;
    for (const StoreLoss& loss : losses)
        array.append(QJsonObject{{QStringLiteral("signal"), loss.signal},
                                 {QStringLiteral("service"), loss.service},
                                 {QStringLiteral("reason"), loss.reason},
                                 {QStringLiteral("count"), loss.count}});
    return array;
}

static QJsonObject toJson(const MetricStatus& status)
{
    return {{QStringLiteral("points"), status.points},
            {QStringLiteral("series"), status.series},
            {QStringLiteral("bytes"), status.bytes},
            {QStringLiteral("budget_bytes"), status.budgetBytes},
            {QStringLiteral("kept_since_ns"), status.keptSinceNs}};
}

QJsonObject toJson(const StoreStatus& status)
{
    return {{QStringLiteral("kept_since_ns"), status.keptSinceNs},
            {QStringLiteral("spans"), status.spans},
            {QStringLiteral("log_lines"), status.logLines},
            {QStringLiteral("bytes"), status.bytes},
            {QStringLiteral("budget_bytes"), status.budgetBytes},
            {QStringLiteral("dropped"), status.dropped},
            {QStringLiteral("refused"), status.refused},
            {QStringLiteral("newest_ns"), status.newestNs},
            {QStringLiteral("losses"), toJson(status.losses)},
            {QStringLiteral("metrics"), toJson(status.metrics)}};
}

QJsonObject toJson(const DemoStep& step)
{
    return {{QStringLiteral("name"), step.name},
            {QStringLiteral("method"), step.method},
            {QStringLiteral("path"), step.path},
            {QStringLiteral("headers"), textMapToJson(step.headers)},
            {QStringLiteral("body"), step.body},
            {QStringLiteral("expect_status"), step.expectStatus},
            {QStringLiteral("save"), textMapToJson(step.save)},
            {QStringLiteral("until"), step.until},
            {QStringLiteral("follow"), step.follow}};
}

DemoStep demoStepFromJson(const QJsonObject& object)
{
    DemoStep step;
    step.name = object.value(QLatin1String("name")).toString();
    step.method = object.value(QLatin1String("method")).toString();
    step.path = object.value(QLatin1String("path")).toString();
    step.headers = textMapFromJson(object.value(QLatin1String("headers")).toObject());
    step.body = object.value(QLatin1String("body")).toString();
    step.expectStatus = object.value(QLatin1String("expect_status")).toInt();
    step.save = textMapFromJson(object.value(QLatin1String("save")).toObject());
    step.until = object.value(QLatin1String("until")).toString();
    step.follow = object.value(QLatin1String("follow")).toBool();
    return step;
}

QStringList stringsFromJson(const QJsonValue& array)
{
    QStringList strings;
    const QJsonArray items = array.toArray();
    for (const auto& item : items)
        strings.append(item.toString());
    return strings;
}

} // namespace signalbox
