// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/stack/stack_file.h"

#include <QJsonArray>
#include <QJsonObject>

namespace signalbox {

// The shapes of stack.get and its notifications that no other area owns; read and written in one place, so that
// daemon and client cannot disagree.
QJsonObject toJson(const ServiceInfo& info);
ServiceInfo serviceInfoFromJson(const QJsonObject& object);
ServiceInfo serviceInfo(const ServiceDefinition& definition);

QJsonObject toJson(const ActionState& action);
ActionState actionStateFromJson(const QJsonObject& object);

QJsonObject toJson(const StartupStep& step);
StartupStep startupStepFromJson(const QJsonObject& object);

QJsonObject toJson(const StoreMarks& marks);
StoreMarks storeMarksFromJson(const QJsonObject& object);

QJsonObject toJson(const StoreStatus& status); // store.status

QJsonObject toJson(const DemoStep& step); // stack.demo → {"steps": […]}
DemoStep demoStepFromJson(const QJsonObject& object);

template<typename T>
QJsonArray toJsonArray(const QList<T>& values)
{
    QJsonArray array;
    for (const T& value : values)
        array.append(toJson(value));
    return array;
}

template<typename Read>
auto listFromJson(const QJsonValue& array, Read read)
{
    QList<decltype(read(QJsonObject()))> values;
    const QJsonArray items = array.toArray();
    for (const auto& item : items)
        values.append(read(item.toObject()));
    return values;
}

QStringList stringsFromJson(const QJsonValue& array);

} // namespace signalbox
