// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/user.h"
#include "platform/http/http.h"

#include <string>

namespace auth {

platform::HttpResponse databaseAway(); // 503
platform::HttpResponse overloaded();   // 503
platform::HttpResponse keysNotRead();  // 503
platform::HttpResponse failed();       // 500

std::string userBody(const User& user);      // for the user
std::string adminUserBody(const User& user); // for administrators: also whether the user is disabled

} // namespace auth
