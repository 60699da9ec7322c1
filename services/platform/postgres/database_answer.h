// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"
#include "platform/postgres/database.h"

namespace platform {

// 503 with Retry-After when trying again may help, else 500. What the database said goes to the log, not to the caller.
HttpResponse databaseAnswer(const DatabaseError& error);

// 503 with Retry-After: the executor's queue is full.
HttpResponse overloadAnswer();

} // namespace platform
