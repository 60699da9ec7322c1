// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/config.h"

#include <string>

namespace auth {

// Somebody has to be the first who can give others a role. With AUTH_ROOT_EMAIL and AUTH_ROOT_PASSWORD set, a migration
// makes that user when nobody is root yet; whoever has the address already is left alone, and it says so.
struct FirstRoot
{
    std::string email; // empty: none is wanted
    std::string password;
};
FirstRoot readFirstRoot(platform::Environment& environment);

// As the owner of the database, after its migrations. Empty, or a sentence that says what went wrong.
std::string ensureRoot(const std::string& ownerUrl, const FirstRoot& root);

} // namespace auth
