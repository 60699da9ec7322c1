// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace auth {

struct User
{
    std::string id; // UUIDv7
    std::string email;
    std::optional<std::string> username;
    std::string role = "user";
    std::string createdAt; // RFC 3339, UTC, milliseconds
    bool disabled = false;
};

struct Registration
{
    std::string email;
    std::optional<std::string> username;
    std::string password;
};

struct Credentials
{
    std::string login; // address or name
    std::string password;
};

// An address always contains "@" and a name never does, so one column of input can mean both.
std::string normalizedEmail(const std::string& email);

} // namespace auth
