// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/user_administration.h"

#include "support/qt_test_main.h"

using namespace auth;

namespace {

User userNamed(const char* id, const char* role)
{
    User user;
    user.id = id;
    user.role = role;
    return user;
}

const UserChange toAdmin{.role = "admin", .disabled = {}};
const UserChange disable{.role = {}, .disabled = true};

} // namespace

class UserAdministrationTest : public QObject
{
    Q_OBJECT

private slots:
    void an_admin_may_disable_users_but_gives_no_roles()
    {
        const User admin = userNamed("a", "admin");
        QCOMPARE(decideChange(admin, userNamed("u", "user"), disable), ChangeOutcome::Done);
        QCOMPARE(decideChange(admin, userNamed("u", "user"), {}), ChangeOutcome::Done);
        QCOMPARE(decideChange(admin, userNamed("u", "user"), toAdmin), ChangeOutcome::NotPermitted);
    }

    void only_root_touches_those_who_have_more_than_the_role_user()
    {
        const User admin = userNamed("a", "admin");
        const User root = userNamed("r", "root");
        for (const char* role : {"admin", "root"}) {
            QCOMPARE(decideChange(admin, userNamed("o", role), disable), ChangeOutcome::NotPermitted);
            QCOMPARE(decideChange(admin, userNamed("o", role), {}), ChangeOutcome::NotPermitted);
            QCOMPARE(decideChange(root, userNamed("o", role), disable), ChangeOutcome::Done);
            QCOMPARE(decideChange(root, userNamed("o", role), toAdmin), ChangeOutcome::Done);
        }
    }

    void nobody_changes_their_own_account_but_may_end_their_own_sessions()
    {
        const User root = userNamed("r", "root");
        QCOMPARE(decideChange(root, root, toAdmin), ChangeOutcome::OwnAccount);
        QCOMPARE(decideChange(root, root, disable), ChangeOutcome::OwnAccount);
        QCOMPARE(decideChange(root, root, {}), ChangeOutcome::Done);
        const User admin = userNamed("a", "admin");
        QCOMPARE(decideChange(admin, admin, {}), ChangeOutcome::Done);
    }

    void who_lost_the_role_or_is_disabled_does_nothing_with_an_older_token()
    {
        User root = userNamed("r", "root");
        root.disabled = true;
        QCOMPARE(decideChange(root, userNamed("u", "user"), disable), ChangeOutcome::NotPermitted);
        QCOMPARE(decideChange(userNamed("r", "user"), userNamed("u", "user"), {}), ChangeOutcome::NotPermitted);
        QCOMPARE(decideChange(User{}, userNamed("u", "user"), {}), ChangeOutcome::NotPermitted);
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, UserAdministrationTest>(argc, argv);
}

#include "user_administration_test.moc"
