// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "models/inspection.h"

namespace signalbox {

// How a service's state is said, the same on every page.
StatusTone toneOf(Phase phase);
QString phaseWord(Phase phase);               // "ready", in the user's language
QString stateText(const ServiceState& state); // "waiting for x", "failed · exited 139 (SIGSEGV)"
QString mainPort(const ServiceState& state);  // ":8443" of the port that a user would ask for; empty when it has none
QString elapsedText(qint64 fromMs, qint64 toMs); // "12 s", "1 h 42 m": whole seconds, for times that count up
int mainPortNumber(const ServiceState& state);   // 0 when it has none

// Counts of states in the order in which they need attention; only those that are not zero.
struct StateCount
{
    StatusTone tone = StatusTone::None;
    int count = 0;
    QString text; // "1 waiting (x)"
    bool operator==(const StateCount&) const = default;
};
QList<StateCount> countStates(const QList<ServiceState>& states);
// "8 of 12 ready · 1 failing · 2 on the way · 1 stopped"
QString stackHeadline(const QList<ServiceState>& states);

// What the inspector says of a service; `nowMs` is wall clock.
Inspection inspectService(const StackSession& session, const QString& service, qint64 nowMs);

} // namespace signalbox
