// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/supervision/service_machine.h"
#include "core/stack/stack_file.h"

#include <QMap>
#include <QSet>

namespace signalbox {

// All services of one stack together: who waits for whom, in which order they stop. A value like the machines in it:
// orders and observations in, actions out. Independent services start at the same time; nothing is sequential but
// what `depends_on` says (compose-spec, "depends_on", long form).
class Supervision
{
    Q_DECLARE_TR_FUNCTIONS(Supervision)

public:
    struct Task
    {
        QString service;
        SupervisionAction action;
    };
    using Tasks = QList<Task>;

    Supervision() = default;
    explicit Supervision(const StackFile& stack, const RestartPolicy& policy = {});

    Tasks start(const QSet<QString>& services, const Moment& now);
    Tasks stop(const QSet<QString>& services, const Moment& now);
    Tasks restart(const QString& service, const Moment& now);
    Tasks handle(const QString& service, const SupervisionEvent& event, const Moment& now, double random = 0.5);

    QList<ServiceState> states() const; // in file order
    const ServiceMachine* find(const QString& service) const;
    ServiceMachine* find(const QString& service);
    bool isIdle() const; // nothing runs and nothing will start by itself

private:
    void apply(const QString& service, const SupervisionEvent& event, const Moment& now, double random, Tasks& tasks);
    // Tells machines what the others' phases mean for them, until nothing changes any more.
    void settle(const Moment& now, Tasks& tasks);
    bool settleOne(const QString& service, const Moment& now, Tasks& tasks);
    bool awaitsOthers(const QString& service) const; // something it depends on is coming up
    bool isMet(const Dependency& dependency) const;
    QStringList unmet(const QString& service) const;
    QString waitingReason(const QStringList& services) const;
    QStringList activeDependents(const QString& service) const;
    QSet<QString> withDependents(const QSet<QString>& services) const;

    StackFile m_stack;
    QStringList m_order;
    QMap<QString, QList<Dependency>> m_dependencies;
    QMap<QString, ServiceMachine> m_machines;
};

} // namespace signalbox
