// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/outbox/outbox_source.h"
#include "core/stack/broker_state.h"
#include "core/store/records.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace signalbox {

// Watches the outboxes and inboxes of a stack: how much is pending, and what becomes of each row. One worker thread
// with a connection for each service; databases that hang or go away cost nothing but time there. Reads only.
class OutboxWatcher : public QObject
{
    Q_OBJECT

public:
    // Rows that are new or changed; called on the worker, must not block.
    using Sink = std::function<void(QList<MessageRow>)>;

    explicit OutboxWatcher(Sink sink,
                           std::chrono::milliseconds interval = std::chrono::milliseconds(500),
                           QObject* parent = nullptr);
    ~OutboxWatcher() override;

    void setSources(const QList<OutboxSource>& sources);
    // Whether the databases are up. While they are not nothing is connected and nothing is a problem.
    void setActive(bool active);
    QList<OutboxState> states() const; // of the services that have an outbox, as last told

signals:
    void changed(const QList<signalbox::OutboxState>& states);

private:
    void takeStates(const QList<OutboxState>& states);

    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace signalbox
