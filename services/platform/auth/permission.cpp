// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/auth/permission.h"

#include <algorithm>
#include <array>
#include <utility>

namespace platform {
namespace {

// With the highest permission of each: the sets contain each other.
constexpr std::array<std::pair<std::string_view, Permission>, 3> roles{
    {{"user", Permission::General}, {"admin", Permission::Management}, {"root", Permission::Root}}};

} // namespace

bool isPermitted(std::string_view role, Permission permission)
{
    return std::any_of(roles.begin(), roles.end(), [&](const auto& entry) {
        return entry.first == role && entry.second >= permission;
    });
}

bool isRole(std::string_view role)
{
    return isPermitted(role, Permission::General);
}

std::string_view nameOf(Permission permission)
{
    switch (permission) {
    case Permission::General: return "general";
    case Permission::Management: return "management";
    case Permission::Root: break;
    }
    return "root";
}

} // namespace platform
