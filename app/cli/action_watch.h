// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/connection.h"
#include "cli/terminal.h"

namespace signalbox {

// Waits for the end of one action, as the daemon observed it, and says on the way what changed. Ok, Failed, or Timeout;
// an action that another order replaced is Failed.
class ActionWatch
{
public:
    ActionWatch(StackSession& session, const Terminal& terminal);

    // `answer` is what the order returned: {"action": …}.
    Result<ActionState> wait(const QJsonValue& answer, std::chrono::milliseconds timeout);

private:
    void sayChanges(const QStringList& services);

    StackSession& m_session;
    const Terminal& m_terminal;
    QHash<QString, Phase> m_said;
};

} // namespace signalbox
