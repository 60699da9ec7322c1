// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <sys/types.h>
#include <vector>

namespace signalbox {

// The account that services run under when the daemon is root: PostgreSQL refuses root, and no service needs it.
struct Account
{
    QString name;
    uid_t uid = 0;
    gid_t gid = 0;
    std::vector<gid_t> groups;

    // "signalbox" when it exists, else "nobody" (both have the passwd entry that initdb asks for).
    // Nothing when the daemon is an ordinary user, whose own account is right, or when neither exists.
    static std::optional<Account> forServices();

    // By mode bits alone: what an access list would add is not seen, so the answer errs towards "no".
    bool canEnter(const QString& folder) const;
    bool canReadAll(const QString& path) const; // a file, or a folder with all that is in it

    // The first folder on the way to `path` that the account cannot pass; empty = it gets there.
    QString obstacle(const QString& path) const;

    // Gives a folder and all that is in it. Links are changed, not followed. Empty = done, else the path that refused.
    QString takeOver(const QString& path) const;

private:
    bool has(const QString& path, unsigned int bits) const; // 4 read, 2 write, 1 enter
};

} // namespace signalbox
