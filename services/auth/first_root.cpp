// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/first_root.h"

#include "auth/password_hasher.h"
#include "auth/pg_user_store.h"
#include "platform/log.h"
#include "platform/schema/text_formats.h"
#include "platform/uuid.h"

namespace auth {
namespace {

constexpr platform::Statement anyRoot{"any_root", "SELECT 1 FROM users WHERE role = 'root' LIMIT 1", "SELECT users"};
constexpr std::size_t leastRootPassword = 12;

} // namespace

FirstRoot readFirstRoot(platform::Environment& environment)
{
    FirstRoot root{environment.text("AUTH_ROOT_EMAIL", ""), {}};
    if (root.email.empty())
        return root;
    if (!platform::isEmail(root.email))
        throw platform::ConfigError("AUTH_ROOT_EMAIL is \"" + root.email + "\", which is no e-mail address.");
    root.password = environment.secret("AUTH_ROOT_PASSWORD");
    if (root.password.size() < leastRootPassword)
        throw platform::ConfigError("AUTH_ROOT_PASSWORD has less than " + std::to_string(leastRootPassword) +
                                    " characters.");
    return root;
}

std::string ensureRoot(const std::string& ownerUrl, const FirstRoot& root)
{
    if (root.email.empty())
        return {};
    platform::Metrics metrics;
    platform::Database database({.url = ownerUrl, .connections = 2}, metrics);
    const auto known = database.query({}, anyRoot);
    if (!known)
        return known.error().message;
    if (!known->empty())
        return {};
    const Events events;
    User user{.id = platform::uuidV7(),
              .email = normalizedEmail(root.email),
              .username = {},
              .role = "root",
              .createdAt = {}};
    const auto added = PgUserStore(database, events).add({}, user, PasswordHasher().hash(root.password));
    if (!added)
        return added.error().message;
    if (*added == AddOutcome::Added)
        platform::logInfo("the first root user was made", {{"user_id", user.id}});
    else
        platform::logWarn("nobody is root: the address of AUTH_ROOT_EMAIL belongs to a user with another role");
    return {};
}

} // namespace auth
