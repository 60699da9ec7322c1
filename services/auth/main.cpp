// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/accounts.h"
#include "auth/admin_handler.h"
#include "auth/auth_config.h"
#include "auth/auth_handler.h"
#include "auth/embedded.h"
#include "auth/first_root.h"
#include "auth/messaging.h"
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
    platform::Database database({.url = config.databaseUrl, .connections = cores + 6}, metrics);
    platform::Executor hashing({.threads = cores, .queue = 256, .name = "hashing"}, metrics);
    platform::Executor executor({.threads = 4}, metrics);
    const auth::Events events;
    auth::Messaging messaging(config.brokerUrl, database, metrics);
    auth::PgUserStore users(database, events);
    auth::PgKeyStore keyStore(database);
    auth::KeyRing keys(keyStore, config.rotation);
    auth::PgAttemptStore attempts(database);
    auth::PgSessionStore sessionStore(database, events);
    auth::PgAuditLog audit(database);
    auth::RevocationList revocations(database);
    auth::UserAdministration administration(database, events);
    auth::Accounts accounts({users, attempts, audit});
    auth::Sessions sessions({sessionStore, audit, keys, auth::TokenIssuer(config.issuer), config.sessionLifetime});
    auth::AuthHandler handler({accounts, sessions, users, keys, hashing, executor, config.passwordMin});
    auth::AdminHandler admin({administration, users, revocations, audit, executor});
    platform::JwtVerifier verifier(config.issuer, [&keys] { return keys.publicKeys(); });

    platform::ServiceParts parts;
    parts.routes = handler.routes();
    parts.documents = {auth::openapiDocument()};
    std::ranges::move(admin.routes(), std::back_inserter(parts.routes));
    parts.internalRoutes = admin.internalRoutes();
    parts.readiness = {{"postgres", [&database] { return database.problem(); }},
                       {"signing keys", [&keys] { return keys.problem(); }, platform::ProcessRole::Api},
                       messaging.readiness()};
    parts.tasks = messaging.tasks();
    parts.tasks.push_back(
        {"signing keys", [&keys] { keys.start(); }, [&keys] { keys.stop(); }, platform::ProcessRole::Api});
    parts.verifyToken = [&verifier](std::string_view token) { return verifier.check(token).principal; };
    parts.fetchRevocations = [&revocations](std::int64_t after) { return revocations.after(after); };
    parts.denied = [&admin](const platform::HttpRequest& request) { return admin.recordDenial(request); };
    return platform::serve(config.service, metrics, std::move(parts));
}

int migrate(platform::Environment& environment)
{
    const auth::FirstRoot root = auth::readFirstRoot(environment);
    const std::string url = environment.secret("DATABASE_OWNER_URL");
    const platform::MigrationSet sets[] = {platform::messagingMigrations(), auth::authMigrations()};
    const auto applied = platform::migrate(url, sets);
    const std::string problem = applied ? auth::ensureRoot(url, root) : applied.error().message;
    if (!problem.empty()) {
        std::fprintf(stderr, "auth: %s\n", problem.c_str());
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
