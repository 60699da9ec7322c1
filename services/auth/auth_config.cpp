// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/auth_config.h"

#include "auth/token_issuer.h"

namespace auth {

AuthConfig readAuthConfig(platform::Environment& environment)
{
    const auto days = [&](const char* name) { return std::chrono::hours(24 * environment.integer(name, 30, 1, 365)); };
    AuthConfig config;
    config.service = platform::readServiceConfig(environment, "auth");
    config.service.jwksUrl.clear(); // auth has the keys itself, and the list
    config.service.revocationsUrl.clear();
    config.issuer = environment.text("AUTH_ISSUER");
    config.databaseUrl = environment.secret("DATABASE_URL");
    config.brokerUrl = environment.secret("AMQP_URL");
    config.passwordMin = static_cast<std::size_t>(environment.integer("AUTH_PASSWORD_MIN", 10, 1, 128));
    config.sessionLifetime = days("AUTH_SESSION_DAYS");
    config.rotation.signsFor = days("AUTH_KEY_DAYS");
    config.rotation.tokenLifetime = std::chrono::seconds(TokenIssuer::lifetimeSeconds);
    return config;
}

} // namespace auth
