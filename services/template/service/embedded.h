// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/migrations.h"

#include <string_view>

namespace servicename {

// Files of the source tree that are part of the program, see CMakeLists.txt.
platform::MigrationSet migrations();
std::string_view openapiDocument();
std::string_view eventSchema();

} // namespace servicename
