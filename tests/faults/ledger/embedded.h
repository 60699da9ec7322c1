// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/migrations.h"

namespace ledger {

platform::MigrationSet ledgerMigrations(); // made from 0001_create_ledger.sql

} // namespace ledger
