// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/launch_plan.h"
#include "core/base/result.h"

#include <QFuture>

#include <memory>

class QThreadPool;

namespace signalbox {

// Asks one server whether it takes work. Never blocks the caller: what its library can only do blocking is done on
// the pool. Used from one thread, one question at a time; it may be destroyed while a question is under way.
class ProbeSession
{
public:
    virtual ~ProbeSession() = default;

    // An answer comes within about 1.5 s. The error's message says in a few words what is missing.
    virtual QFuture<Result<void>> ask() = 0;
    // What the server said of itself in an answer, once it did. Asked when no question is under way.
    virtual QString version() const = 0;
};

std::unique_ptr<ProbeSession> makeProbeSession(const Probe& probe, QThreadPool* pool);

} // namespace signalbox
