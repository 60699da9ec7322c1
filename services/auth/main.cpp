// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/accounts.h"
#include "auth/auth_config.h"
#include "auth/auth_handler.h"
#include "auth/embedded.h"
#include "auth/pg_session_store.h"
#include "auth/pg_user_store.h"
#include "platform/auth/jwt_verifier.h"
#include "platform/service.h"

#include <algorithm>
#include <cstdio>
#include <thread>

namespace {

int run(platform::Environment& environment)
{
    const auth::AuthConfig config = auth::readAuthConfig(environment);
    platform::Metrics metrics;
    const std::size_t cores = std::max(2U, std::thread::hardware_concurrency());
    platform::Database database({.url = config.databaseUrl, .connections = cores + 4}, metrics);
    platform::Executor hashing({.threads = cores, .queue = 256, .name = "hashing"}, metrics);
    platform::Executor executor({.threads = 4}, metrics);
    auth::PgUserStore users(database);
    auth::PgKeyStore keyStore(database);
    auth::KeyRing keys(keyStore, config.rotation);
    auth::PgAttemptStore attempts(database);
    auth::PgSessionStore sessionStore(database);
    auth::PgAuditLog audit(database);
    auth::Accounts accounts({users, attempts, audit});
    auth::Sessions sessions({sessionStore, audit, keys, auth::TokenIssuer(config.issuer), config.sessionLifetime});
    auth::AuthHandler handler({accounts, sessions, users, keys, hashing, executor, config.passwordMin});
    platform::JwtVerifier verifier(config.issuer, [&keys] { return keys.publicKeys(); });

    platform::ServiceParts parts;
    parts.routes = handler.routes();
    parts.readiness = {{"postgres", [&database] { return database.problem(); }},
                       {"signing keys", [&keys] { return keys.problem(); }}};
    parts.tasks = {{"signing keys", [&keys] { keys.start(); }, [&keys] { keys.stop(); }}};
    parts.verifyToken = [&verifier](std::string_view token) { return verifier.check(token).principal; };
    return platform::serve(config.service, metrics, std::move(parts));
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
