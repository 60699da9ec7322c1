// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/stack_file.h"
#include "models/compose_history_model.h"

namespace signalbox {

// The requests that a stack file describes (x-signalbox.demo), as the composer takes them up. An Idempotency-Key that
// is merely ${uuid} is left out: the composer's own policy makes one, and shows it.
QList<ComposeEntry> composeOffers(const QList<DemoStep>& steps);

// The row of the request whose effects the stack's author wants seen, when sending the rows up to it in their order
// gets there; -1 when there is none, or one before it has to be repeated until something happened.
int exampleRow(const QList<DemoStep>& steps);

} // namespace signalbox
