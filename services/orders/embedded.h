// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/migrations.h"

#include <string_view>

namespace orders {

// Files of the source tree that are part of the program, see CMakeLists.txt.
platform::MigrationSet orderMigrations();
std::string_view openapiDocument();
std::string_view openapiDocumentV2();
std::string_view orderCreatedSchema();
std::string_view orderSubmittedSchema();
std::string_view orderConfirmedSchema();
std::string_view orderCancelledSchema();
std::string_view itemReservedSchema();
std::string_view itemRejectedSchema();
std::string_view itemReleasedSchema();
std::string_view invoiceIssuedSchema();
std::string_view invoiceFailedSchema();
std::string_view invoiceVoidedSchema();

} // namespace orders
