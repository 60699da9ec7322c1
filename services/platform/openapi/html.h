// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace platform {

std::string htmlEscaped(std::string_view text);

// A whole page. `head` and `body` are HTML, `bodyAttributes` what stands in the tag: `data-x="…"`.
std::string
htmlPage(std::string_view title, std::string_view head, std::string_view body, std::string_view bodyAttributes = {});

} // namespace platform
