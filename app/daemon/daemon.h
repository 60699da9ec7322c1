// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/control/control_server.h"
#include "backend/control/stack_feed.h"
#include "backend/engine/ports.h"
#include "core/control/stack_location.h"
#include "core/store/store_client.h"
#include "daemon/intake.h"
#include "daemon/receivers.h"
#include "daemon/stack_runtime.h"
#include "daemon/stack_watch.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace signalbox {

// The composition root of signalboxd: puts control server, engine and collectors of one stack together, answers the
// control methods, follows the stack file, and ends in order. Lives on the main thread, which never waits once open.
class Daemon : public QObject
{
    Q_OBJECT

public:
    explicit Daemon(StackLocation location, QObject* parent = nullptr);
    ~Daemon() override;

    void setIdleExit(std::chrono::seconds after); // with nothing running and nobody attached; 0 = never
    Result<void> open();                          // Conflict: another daemon has the stack
    void shutdown();                              // stops the stack, then finished()

signals:
    void finished();

private:
    using Answer = ControlServer::Answer;

    void addMethods();
    Answer hello() const;
    Answer act(const std::function<Result<ActionState>(StackActions&)>& order);
    Answer info(bool secrets) const;
    Answer demo() const;
    QFuture<Answer> storeStatus();

    void openStackFile();
    void takeOver(const OpenedStack& opened);
    void stackFileChanged();
    void tellProblem();
    void lookIdle();

    StackLocation m_location;
    PortAllocator m_ports;
    ControlServer m_server;
    StackFeed m_feed;
    StoreClient m_store;
    Intake m_intake;
    Receivers m_receivers; // end before the intake that they fill
    std::unique_ptr<StackWatch> m_watch;
    std::unique_ptr<StackRuntime> m_runtime; // none while the stack file was never good
    QString m_problem;                       // of the stack file
    bool m_fileWaits = false;                // a changed file is taken over when the stack is down
    QTimer m_idle;
    QTimer m_shutdownDeadline;
    bool m_shuttingDown = false;
};

} // namespace signalbox
