// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/service_colors.h"

#include "core/control/stack_session.h"

#include <algorithm>

namespace signalbox {

QString declaredColor(const StackSession& session, const QString& service)
{
    const auto& services = session.services();
    const auto found = std::ranges::find(services, service, &ServiceInfo::name);
    return found == services.end() ? QString() : found->color;
}

} // namespace signalbox
