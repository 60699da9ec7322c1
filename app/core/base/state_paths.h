// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace signalbox {

// Where one stack keeps what it knows. Everything below `stateDir` is 0700/0600 and belongs to one daemon.
struct StatePaths
{
    QString stateDir;   // $XDG_STATE_HOME/signalbox/<stack-id>; as root /var/lib/signalbox/<stack-id>
    QString runtimeDir; // $XDG_RUNTIME_DIR/signalbox/<stack-id>

    QString controlSocket() const { return runtimeDir + QStringLiteral("/control.sock"); }
    QString lockFile() const { return runtimeDir + QStringLiteral("/daemon.lock"); }
    QString telemetryDb() const { return stateDir + QStringLiteral("/telemetry.db"); }
    QString segmentsDir() const { return stateDir + QStringLiteral("/segments"); }
    QString historyDb() const { return stateDir + QStringLiteral("/history.db"); }
    QString dataDir(const QString& service) const { return stateDir + QStringLiteral("/data/") + service; }
    QString logsDir() const { return stateDir + QStringLiteral("/logs"); }
    QString tlsDir() const { return stateDir + QStringLiteral("/tls"); }
    QString caFile() const { return tlsDir() + QStringLiteral("/ca.pem"); }
    QString secretsFile() const { return stateDir + QStringLiteral("/secrets.env"); }
    QString portsFile() const { return stateDir + QStringLiteral("/ports.json"); }
};

// What the user may override: --state-dir and --runtime-dir, or SIGNALBOX_STATE_DIR and SIGNALBOX_RUNTIME_DIR.
// An overridden folder is used as it is given, without a <stack-id> below it.
struct PathOverrides
{
    QString stateDir;
    QString runtimeDir;
};

// A short, stable id of a stack file: its name and eight hex digits of the hash of its absolute path.
// Short because a Unix socket path must stay below 108 bytes (unix(7)).
QString stackId(const QString& stackName, const QString& absoluteStackFile);

// Computes the folders, creates nothing. Without XDG_RUNTIME_DIR the runtime folder is /run/user/<uid> when that
// exists, else a folder in /tmp named after the uid. Fails with a sentence when the socket path would be too long.
Result<StatePaths> statePaths(const QString& stackId, const PathOverrides& overrides = {});

// Creates the folders with 0700. Fails with a sentence naming the folder and what to do.
Result<void> createFolders(const StatePaths& paths);

} // namespace signalbox
