// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/key_store.h"
#include "platform/service.h"

#include <chrono>
#include <string>

namespace auth {

// What auth reads from its environment, see docs/services.md.
struct AuthConfig
{
    platform::ServiceConfig service;
    std::string issuer;                    // AUTH_ISSUER
    std::string databaseUrl;               // DATABASE_URL
    std::string brokerUrl;                 // AMQP_URL
    std::size_t passwordMin = 10;          // AUTH_PASSWORD_MIN
    std::chrono::hours sessionLifetime{0}; // AUTH_SESSION_DAYS
    RotationPolicy rotation;               // AUTH_KEY_DAYS
};
AuthConfig readAuthConfig(platform::Environment& environment);

} // namespace auth
