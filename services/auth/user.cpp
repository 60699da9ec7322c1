// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/user.h"

#include <algorithm>

namespace auth {

// Only ASCII: what case means elsewhere depends on the mail server, and two spellings would be two accounts at worst.
std::string normalizedEmail(const std::string& email)
{
    std::string lower = email;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

} // namespace auth
