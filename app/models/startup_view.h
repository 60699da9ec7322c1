// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"

namespace signalbox {

// The start-up waterfall as it is drawn: shares of the time from the order to the last service that was ready.
struct StartupView
{
    struct Bar
    {
        QString service;
        QString color;
        double begin = 0;
        double end = 0;
        QString label; // "4.1 s"; "…" while it is not ready
        bool pending = false;
        bool critical = false;
        bool operator==(const Bar&) const = default;
    };
    QString caption; // "all ready after 4.4 s · critical path a → b"
    QList<Bar> bars;

    bool operator==(const StartupView&) const = default;
};

// `elapsedMs`: how long a start that still runs has taken; 0 when it is over.
StartupView startupView(const StackSession& session, qint64 elapsedMs);

} // namespace signalbox
