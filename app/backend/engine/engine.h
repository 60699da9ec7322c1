// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/stack/service_state.h"
#include "core/stack/stack_file.h"

#include <QObject>
#include <QSet>

namespace signalbox {

// Runs the services of one stack. A seam: NativeEngine now, a Compose engine later; nothing above it knows which.
// Lives on the daemon's main thread and never blocks it. Orders return at once; what came of them is observed.
class Engine : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QString name() const = 0;      // "native"
    virtual QString guarantee() const = 0; // sentence: what keeps orphans away

    // With everything they depend on. Already running ones are left alone. A service that gave up is tried again.
    virtual void start(const QSet<QString>& services) = 0;
    // With everything that depends on them, in reverse order.
    virtual void stop(const QSet<QString>& services) = 0;
    virtual void restart(const QString& service) = 0;

    virtual QList<ServiceState> states() const = 0; // in file order
    virtual QList<StartupStep> startup() const = 0;
    virtual QString logFile(const QString& service) const = 0; // raw stdout and stderr, appended
    // Variables in force: ports, secrets, endpoints. What `info` and the watchers connect with.
    virtual Variables variables() const = 0;

signals:
    void stateChanged(const signalbox::ServiceState& state);
    void startupChanged();
};

} // namespace signalbox
