// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/in_flight.h"

#include "support/qt_test_main.h"

using namespace platform;
using Entry = InFlightKeys::Entry;

class InFlightKeysTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_key_is_in_use_while_its_ticket_lives()
    {
        InFlightKeys keys;
        {
            const auto first = keys.enter("me", "k", "f");
            QVERIFY(first.entry == Entry::Entered);
            QVERIFY(keys.enter("me", "k", "f").entry == Entry::InUse);
        }
        QVERIFY(keys.enter("me", "k", "f").entry == Entry::Entered);
    }

    void another_fingerprint_wins_over_in_use()
    {
        InFlightKeys keys;
        const auto first = keys.enter("me", "k", "f");
        QVERIFY(keys.enter("me", "k", "g").entry == Entry::Reused);
    }

    void a_refused_try_does_not_end_the_first_ones_hold()
    {
        InFlightKeys keys;
        const auto first = keys.enter("me", "k", "f");
        static_cast<void>(keys.enter("me", "k", "f"));
        QVERIFY(keys.enter("me", "k", "f").entry == Entry::InUse);
    }

    void another_users_key_is_another_key()
    {
        InFlightKeys keys;
        const auto mine = keys.enter("me", "k", "f");
        const auto theirs = keys.enter("them", "k", "g");
        QVERIFY(theirs.entry == Entry::Entered);
    }
};

QTEST_APPLESS_MAIN(InFlightKeysTest)
#include "in_flight_keys_test.moc"
