// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/accounts.h"
#include "auth/auth_handler.h"
#include "auth/embedded.h"
#include "auth/pg_user_store.h"
#include "platform/auth/jwt_verifier.h"
#include "platform/service.h"

#include <algorithm>
#include <cstdio>
#include <thread>

namespace {

int run(platform::Environment& environment)
{
    auto config = platform::readServiceConfig(environment, "auth");
    const std::string issuer = environment.text("AUTH_ISSUER");
    const std::string url = environment.secret("DATABASE_URL");
    const auto passwordMin = static_cast<std::size_t>(environment.integer("AUTH_PASSWORD_MIN", 10, 1, 128));
    config.jwksUrl.clear(); // auth has the keys itself

    platform::Metrics metrics;
    const std::size_t cores = std::max(2U, std::thread::hardware_concurrency());
    platform::Database database({.url = url, .connections = cores + 4}, metrics);
    platform::Executor hashing({.threads = cores, .queue = 256, .name = "hashing"}, metrics);
    platform::Executor executor({.threads = 4}, metrics);
    auth::PgUserStore users(database);
    auth::PgKeyStore keyStore(database);
    auth::KeyRing keys(keyStore);
    auth::Accounts accounts(users, keys, auth::TokenIssuer(issuer));
    auth::AuthHandler handler({accounts, users, keys, hashing, executor, passwordMin});
    platform::JwtVerifier verifier(issuer, [&keys] { return keys.publicKeys(); });

    platform::ServiceParts parts;
    parts.routes = handler.routes();
    parts.readiness = {{"postgres", [&database] { return database.problem(); }},
                       {"signing keys", [&keys] { return keys.problem(); }}};
    parts.tasks = {{"signing keys", [&keys] { keys.start(); }, [&keys] { keys.stop(); }}};
    parts.verifyToken = [&verifier](std::string_view token) { return verifier.check(token).principal; };
    return platform::serve(config, metrics, std::move(parts));
}

int migrate(platform::Environment& environment)
{
    const platform::MigrationSet sets[] = {auth::authMigrations()};
    const auto applied = platform::migrate(environment.secret("DATABASE_OWNER_URL"), sets);
    if (!applied) {
        std::fprintf(stderr, "auth: %s\n", applied.error().message.c_str());
        return 1;
    }
    std::printf("%d migrations applied\n", *applied);
    return 0;
}

} // namespace

int main(int argc, char* argv[])
{
    return platform::serviceMain(argc, argv, {"auth", run, migrate, auth::openapiDocument()});
}
