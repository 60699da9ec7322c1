// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace signalbox {

class StackSession;
struct ServiceInfo;

// Places that the theme has for services whose stack file declares no colour.
constexpr int hueCount = 12;

// What colour a service of the stack has: "#rrggbb" as the stack file declares it, else "hue:5", its place among the
// theme's hues. Places are by name, the same in every run, and two services of one stack get the same only when there
// are more than hueCount. Empty for a service that the stack does not know.
QString serviceColor(const QList<ServiceInfo>& services, const QString& service);
QString serviceColor(const StackSession& session, const QString& service);

// The place that a name alone would have, 0 … hueCount - 1: the same on every machine.
int hueOfName(const QString& name);

} // namespace signalbox
