// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace platform {

// Files of services/third_party/ and openapi/pages/ that are part of the program, see documentation_files.cmake.
std::string_view swaggerProgram();
std::string_view swaggerStyle();
std::string_view swaggerPageScript();
std::string_view redocProgram();
std::string_view redocPageScript();

} // namespace platform
