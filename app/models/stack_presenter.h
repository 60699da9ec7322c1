// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/store/store_client.h"
#include "models/inspection.h"
#include "models/last_lines.h"
#include "models/service_model.h"
#include "models/stack_commands.h"
#include "models/startup_view.h"

#include <QTimer>

namespace signalbox {

// Everything the Stack page shows beside its table.
struct StackState
{
    QString headline; // "8 of 12 ready · 1 failing"
    QString selected; // service
    StartupView startup;
    QString emptyWhat; // there is no service to show: what would be here, and why it is not
    QString emptyWhy;
    bool canStartSelected = false;
    bool canStopSelected = false;
    bool canRestartSelected = false;

    bool operator==(const StackState&) const = default;
};

// The behaviour of the Stack page: facts from the session, orders to the daemon. Lives on the GUI thread.
class StackPresenter : public QObject
{
    Q_OBJECT

public:
    StackPresenter(StackSession& session, StoreClient& store, StackCommands& commands, QObject* parent = nullptr);

    ServiceModel& model() { return m_model; }
    const StackState& state() const { return m_state; }
    const Inspection& inspection() const { return m_inspection; }

    void setActive(bool active); // nothing ticks while nobody looks
    void select(const QString& service);
    QString sample() const; // the service that most needs a look
    bool knows(const QString& service) const;
    // "start", "stop", "restart" the selected service.
    void runAct(const QString& act);

signals:
    void stateChanged(const signalbox::StackState& state);
    void inspected(const signalbox::Inspection& inspection);

private:
    void takeServices();
    void tick();
    void publish();
    void publishInspection();
    StackState derive() const;

    StackSession& m_session;
    StackCommands& m_commands;
    ServiceModel m_model;
    LastLines m_lines;
    QTimer m_clock;
    QString m_selected;
    StackState m_state;
    Inspection m_inspection;
};

} // namespace signalbox
