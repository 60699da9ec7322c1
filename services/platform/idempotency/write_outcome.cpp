// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/write_outcome.h"

namespace platform {

WriteOutcome WriteOutcome::unavailable(DatabaseError problem)
{
    WriteOutcome outcome;
    outcome.problem = std::move(problem);
    return outcome;
}

// The classes of PostgreSQL's codes (manual, appendix A): 40 is a rolled-back transaction. A lost connection is not
// among them, as nobody knows what became of the commit.
bool WriteOutcome::wasRolledBack() const
{
    return kind == Kind::Unavailable &&
           (problem.kind == DatabaseError::Kind::Failed || problem.sqlState.starts_with("40"));
}

} // namespace platform
