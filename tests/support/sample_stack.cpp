// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sample_stack.h"

#include "core/control/session_json.h"

#include <QDateTime>

#include <algorithm>

namespace signalbox::test {

SampleStack::SampleStack()
{
    const auto s = [](const char* text) { return QString::fromLatin1(text); };
    addService({s("edge"), s("edge"), s("traefik"), s("#8f7ee7"), {s("auth"), s("orders")}, {}, {}, false},
               {{s("https"), 8443}, {s("http"), 8080}, {s("admin"), 8082}});
    addService({s("postgres"), s("database"), s("postgres"), s("#7089b5"), {}, {}, {}, false}, {{s("sql"), 15432}});
    addService({s("rabbitmq"), s("broker"), s("rabbitmq"), s("#e0873f"), {}, {}, {}, false}, {{s("amqp"), 5672}});
    addService({s("auth"), s("service"), s("binary"), s("#e07a5f"), {s("postgres")}, s("auth"), {}, false},
               {{s("http"), 18081}, {s("metrics"), 19081}});
    addService(
        {s("orders"), s("service"), s("binary"), s("#4aa3df"), {s("postgres"), s("rabbitmq")}, s("orders"), {}, true},
        {{s("http"), 18084}, {s("metrics"), 19084}});
    addService({s("invoices"),
                s("service"),
                s("binary"),
                s("#5fb47a"),
                {s("postgres"), s("rabbitmq")},
                s("invoices"),
                {s("invoices.in")},
                true},
               {{s("http"), 18085}, {s("metrics"), 19085}});
    addBroker();
    outboxes = {{s("orders"), 1, {}, 2, 8, 0}, {s("invoices"), 1, {}, 0, -1, 0}};
    startup = {{s("rabbitmq"), 0, 3100, true},
               {s("postgres"), 0, 420, false},
               {s("auth"), 430, 760, false},
               {s("orders"), 3110, 3490, false},
               {s("invoices"), 3110, 3560, true},
               {s("edge"), 3570, 3940, true}};
}

void SampleStack::addService(const ServiceInfo& info, const QMap<QString, int>& ports)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    ServiceState state;
    state.service = info.name;
    state.phase = Phase::Ready;
    state.sinceMs = now - 102 * 60'000;
    state.startedMs = state.sinceMs - 900;
    state.pid = 48'213 + services.size();
    state.ports = ports;
    state.cpuPercent = 0.3 * double(services.size() + 1);
    state.memoryBytes = 19'000'000 * (services.size() + 1);
    services.append(info);
    states.append(state);
}

void SampleStack::addBroker()
{
    const auto s = [](const char* text) { return QString::fromLatin1(text); };
    broker.observedMs = 1;
    broker.exchanges = {{s("events"), s("topic")}, {s("unrouted"), s("fanout")}, {s("invoices.dead"), s("fanout")}};
    broker.queues = {{s("invoices.in"), s("quorum"), 0, 1, 4, 48, 48, s("invoices.dead"), false},
                     {s("invoices.dead"), s("quorum"), 0, 0, 0, 0, 0, {}, true},
                     {s("invoices.in.retry.1s"), s("quorum"), 0, 0, 0, 0, 0, {}, false},
                     {s("unrouted"), s("quorum"), 0, 0, 0, 0, 0, {}, false}};
    broker.bindings = {{s("events"), s("invoices.in"), s("queue"), s("order.created.v1")},
                       {s("events"), s("invoices.in"), s("queue"), s("order.cancelled.v1")},
                       {s("unrouted"), s("unrouted"), s("queue"), {}},
                       {s("invoices.dead"), s("invoices.dead"), s("queue"), {}},
                       {{}, s("invoices.in"), s("queue"), s("invoices.in")}};
}

ServiceState& SampleStack::state(const QString& service)
{
    return *std::ranges::find(states, service, &ServiceState::service);
}

QueueState& SampleStack::queue(const QString& name)
{
    return *std::ranges::find(broker.queues, name, &QueueState::name);
}

QJsonObject SampleStack::answer() const
{
    return {{QStringLiteral("name"), QStringLiteral("shop")},
            {QStringLiteral("file"), QStringLiteral("/somewhere/compose.yaml")},
            {QStringLiteral("engine"), QStringLiteral("native")},
            {QStringLiteral("guarantee"), QStringLiteral("namespaces")},
            {QStringLiteral("problem"), problem},
            {QStringLiteral("sequence"), sequence},
            {QStringLiteral("services"), toJsonArray(services)},
            {QStringLiteral("states"), toJsonArray(states)},
            {QStringLiteral("broker"), toJson(broker)},
            {QStringLiteral("outboxes"), toJsonArray(outboxes)},
            {QStringLiteral("startup"), toJsonArray(startup)},
            {QStringLiteral("action"), toJson(action)},
            {QStringLiteral("marks"), toJson(StoreMarks())}};
}

void SampleStack::attach(FakeControlChannel& channel) const
{
    channel.connectNow();
    channel.answer(QStringLiteral("stack.get"), QJsonValue(answer()));
}

void SampleStack::tell(FakeControlChannel& channel, const QString& service)
{
    channel.notify(
        QStringLiteral("stack.changed"),
        {{QStringLiteral("sequence"), ++sequence}, {QStringLiteral("states"), QJsonArray{toJson(state(service))}}});
}

void SampleStack::tell(FakeControlChannel& channel, const ActionState& done)
{
    action = done;
    channel.notify(QStringLiteral("action.changed"),
                   {{QStringLiteral("sequence"), ++sequence}, {QStringLiteral("action"), toJson(done)}});
}

} // namespace signalbox::test
