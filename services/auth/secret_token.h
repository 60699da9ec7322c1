// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace auth {

std::string newSecretToken(); // 256 random bits as base64url: 43 characters
// SHA-256, raw. Enough for what is random already; passwords need PasswordHasher.
std::string secretHash(std::string_view text);

} // namespace auth
