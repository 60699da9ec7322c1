// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace signalbox {

// What makes sure that nothing survives the daemon.
// - Namespaces: each process in a PID namespace of its own that dies with the daemon (bwrap); the kernel does it.
// - Reaper: where namespaces are forbidden, a small process beside each service that ends its tree when the daemon
//   is gone. It can itself be killed by the same user, so it is the second choice.
enum class GuaranteeKind { Namespaces, Reaper };

struct Guarantee
{
    GuaranteeKind kind = GuaranteeKind::Reaper;
    QString sentence; // for the user
    QString program;  // absolute: bwrap or signalbox-reaper
};

// Tries whether namespaces work here (about 5 ms, at most 2 s; call it once, when the daemon is put together).
// `wish` "namespaces" or "reaper" skips the trial (environment SIGNALBOX_GUARANTEE). Fails with a sentence when the
// program that is needed is missing.
Result<Guarantee> chooseGuarantee(const QString& wish, const QString& programDir);

} // namespace signalbox
