// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/store/store_client.h"
#include "models/inspection.h"
#include "models/service_text.h"
#include "models/stack_commands.h"

#include <QTimer>

#include <optional>

namespace signalbox {

// A sentence across the window, and what its button does.
struct BannerState
{
    enum class Action { None, Reconnect, Dismiss };

    StatusTone tone = StatusTone::None;
    QString sentence;
    QString actionText;
    Action action = Action::None;
    bool operator==(const BannerState&) const = default;
};

// Everything the frame of the window shows.
struct ShellState
{
    QString stackName;
    QString engine;
    QString stackTip; // file, guarantee
    QList<StateCount> summary;
    bool canStart = false;
    bool canStop = false;
    bool starting = false; // until the observed state
    bool stopping = false;
    QString progress;  // "waiting for x · 3.2 s" while something is under way
    QString telemetry; // what the store keeps, in a sentence
    StatusTone telemetryTone = StatusTone::None;
    QString lastAction; // with its observed result
    StatusTone lastActionTone = StatusTone::None;
    BannerState banner;
    bool stackRuns = false; // something would go on when the window closes
    int failing = 0;        // services that need a person

    bool operator==(const ShellState&) const = default;
};

// The behaviour of the frame: summary, start and stop, telemetry's truth, the last action. Lives on the GUI thread.
class ShellPresenter : public QObject
{
    Q_OBJECT

public:
    ShellPresenter(StackSession& session, StoreClient& store, StackCommands& commands, QObject* parent = nullptr);

    const ShellState& state() const { return m_state; }
    void start();
    void stop();
    void restart(const QString& service);
    void stopAndLeave() { m_commands.stopAndLeave(); }
    void setConnectionProblem(const QString& sentence); // the daemon could not be started; empty = over
    void pressBanner();

signals:
    void stateChanged(const signalbox::ShellState& state);
    void reconnectWanted();
    void left(bool stopped);

private:
    void storeAdvanced(const StoreMarks& marks);
    void askStore(bool measure);
    void takeOver(const Result<StoreStatus>& status, bool measure);
    void publish();
    ShellState derive() const;
    void deriveAction(ShellState& state) const;
    void deriveTelemetry(ShellState& state) const;
    BannerState deriveBanner() const;

    StackSession& m_session;
    StoreClient& m_store;
    StackCommands& m_commands;
    QTimer m_clock;
    QTimer m_storeRest; // between two questions to the store
    bool m_storeMissed = false;
    std::optional<StoreMarks> m_marks;           // the last that were told
    std::optional<Result<StoreStatus>> m_status; // the last answer
    qint64 m_lagNs = -1;
    int m_storeRequest = 0;
    int m_storeAnswered = 0; // the newest request that was
    QString m_connectionProblem;
    QString m_refusal;
    ShellState m_state;
};

} // namespace signalbox
