// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/service_colors.h"

#include "core/control/stack_session.h"

#include <algorithm>
#include <bitset>

namespace signalbox {

int hueOfName(const QString& name)
{
    quint32 hash = 2166136261U; // FNV-1a: unlike qHash the same in every run
    for (const char byte : name.toUtf8())
        hash = (hash ^ static_cast<quint8>(byte)) * 16777619U;
    return static_cast<int>(hash % hueCount);
}

QString serviceColor(const StackSession& session, const QString& service)
{
    return serviceColor(session.services(), service);
}

QString serviceColor(const QList<ServiceInfo>& services, const QString& service)
{
    const auto found = std::ranges::find(services, service, &ServiceInfo::name);
    if (found == services.end() || !found->color.isEmpty())
        return found == services.end() ? QString() : found->color;
    QStringList names;
    for (const ServiceInfo& info : services) {
        if (info.color.isEmpty())
            names.append(info.name);
    }
    names.sort(); // by name, so that the order of the file changes nothing
    std::bitset<hueCount> taken;
    for (const QString& name : std::as_const(names)) {
        int hue = hueOfName(name);
        while (!taken.all() && taken.test(static_cast<std::size_t>(hue)))
            hue = (hue + 1) % hueCount;
        taken.set(static_cast<std::size_t>(hue));
        if (name == service)
            return QStringLiteral("hue:%1").arg(hue);
    }
    return {};
}

} // namespace signalbox
