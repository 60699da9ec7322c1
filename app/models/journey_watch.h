// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/store/store_client.h"

#include <QTimer>

#include <chrono>

namespace signalbox {

// Follows the journey of one request while it happens: asks for it whenever the store advances, until it is complete
// and nothing was added for a while. One at a time; watching another forgets the first. Lives on the GUI thread.
class JourneyWatch final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds quietFor{2000};

    JourneyWatch(StoreClient& store,
                 StackSession& session,
                 std::chrono::milliseconds quiet = quietFor,
                 QObject* parent = nullptr);

    void watch(const QString& traceId);
    const QString& traceId() const { return m_traceId; }
    const Journey& journey() const { return m_journey; } // empty until the first span is stored
    bool isSettled() const { return m_settled; }

signals:
    void changed();

private:
    void ask();
    void takeOver(const Journey& journey);

    StoreClient& m_store;
    QTimer m_askSoon;
    QTimer m_quiet;
    QString m_traceId;
    Journey m_journey;
    bool m_settled = false;
    quint64 m_latest = 0; // answers to older ones are dropped
};

} // namespace signalbox
