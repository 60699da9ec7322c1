// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace signalbox {

// SIGTERM, SIGINT and SIGHUP as an event of the main loop. The handler only writes to a descriptor
// (signal-safety(7)); no signal is blocked, because children would inherit that. One per process.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    explicit UnixSignals(QObject* parent = nullptr);
    ~UnixSignals() override;

signals:
    void stopRequested();

private:
    QSocketNotifier m_notifier;
};

} // namespace signalbox
