// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace platform {

// What a route asks of who calls it. General: somebody is signed in. Management: may look after other users. Root: may
// do what cannot be undone.
enum class Permission { General, Management, Root };

// Roles are sets of permissions: "user" has general, "admin" management as well, "root" all three. A role that is not
// known has none.
bool isPermitted(std::string_view role, Permission permission);
bool isRole(std::string_view role);
std::string_view nameOf(Permission permission);

} // namespace platform
