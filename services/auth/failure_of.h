// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/log.h"
#include "platform/postgres/database.h"

namespace auth {

// What a database error means to whoever asked; what will not pass by itself is logged. Failure is an enum with
// Unavailable and Failed.
template<typename Failure>
Failure failureOf(const platform::DatabaseError& error)
{
    if (error.kind == platform::DatabaseError::Kind::Unavailable)
        return Failure::Unavailable;
    platform::logError("the database refused a statement", {{"error", error.message}, {"sqlstate", error.sqlState}});
    return Failure::Failed;
}

} // namespace auth
