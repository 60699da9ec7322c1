// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace platform {

// problems.json: slug, status, title and meaning of every problem that a service can answer.
std::string_view problemCatalogue();

// It as a page, on which each problem can be linked to by its slug.
std::string problemPage(std::string_view service);

} // namespace platform
