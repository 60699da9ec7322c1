// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/state_paths.h"
#include "core/stack/service_state.h"
#include "core/stack/stack_file.h"

#include <QJsonObject>

namespace signalbox {

// What a script needs to talk to the stack: addresses, files and, when asked, passwords.
struct StackFacts
{
    const StackFile& stack;
    StatePaths paths;
    QString engine;
    QString guarantee;
    Variables variables; // in force
    QList<ServiceState> states;
};

// The object of `signalboxctl info --json`; its shape is documented in docs/command-line.md.
QJsonObject stackInfo(const StackFacts& facts, bool secrets);

// For looking into a database without being able to change it (outbox and inbox tables only).
QString readerUrl(const StackFile& stack, const Variables& variables, const QString& database);

// "http://127.0.0.1:<port>/metrics" of a service; empty when it has no such port.
QString metricsUrl(const ServiceDefinition& service, const Variables& variables);

// "https://<edge host>:<port>"; empty when the stack has no edge.
QString edgeUrl(const StackFile& stack, const Variables& variables);

} // namespace signalbox
