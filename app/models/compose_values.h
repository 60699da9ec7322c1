// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compose_draft.h"

#include <QStringList>

namespace signalbox {

// What ${name} stands for while composing: values that answers left behind, and the two that the demo of the command
// line knows as well. ${uuid} is another one in each send; ${random} stays for a round, so that who registers with it
// can sign in with it.
class ComposeValues
{
public:
    ComposeValues();

    void beginRound();
    // `wanted` is variable → dotted path in the JSON answer.
    void keep(const SavedValues& wanted, const QByteArray& answer);
    SavedValues forSend() const;
    QStringList savedNames() const { return m_saved.keys(); } // of the answers' values alone

private:
    SavedValues m_saved;
    QString m_random;
};

// URL, headers and body with every ${name} replaced. An Error names the first that stands for nothing.
Result<ComposeDraft> filledIn(const ComposeDraft& draft, const SavedValues& values);

} // namespace signalbox
