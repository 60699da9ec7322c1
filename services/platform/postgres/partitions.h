// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/database.h"

#include <string>

namespace platform {

// Detaches and drops the partitions of outbox and inbox whose days are past their retention, as the owner of the
// database. One of the outbox in which an event was not sent stays, dead ones included: they can still be retried.
// Answers how many are gone.
DatabaseResult<int> retirePartitions(const std::string& ownerUrl);

} // namespace platform
