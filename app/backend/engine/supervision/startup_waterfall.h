// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/service_state.h"
#include "core/stack/stack_file.h"

#include <QMap>
#include <QSet>

namespace signalbox {

// Records how the services came up in the last start, and marks the chain that decided how long it took. A value.
class StartupWaterfall
{
public:
    StartupWaterfall() = default;
    explicit StartupWaterfall(const StackFile& stack);

    // A new start of what is not up yet; services that are up do not appear in it.
    void begin(const QSet<QString>& services, qint64 steadyMs);
    // True when a bar changed.
    bool observe(const ServiceState& state, qint64 steadyMs);

    QList<StartupStep> steps() const; // in file order, critical ones marked

private:
    QString predecessor(const StartupStep& step) const;

    QStringList m_order;
    QMap<QString, QStringList> m_dependencies;
    QMap<QString, StartupStep> m_steps;
    QSet<QString> m_begun;
    qint64 m_orderedMs = 0;
};

} // namespace signalbox
