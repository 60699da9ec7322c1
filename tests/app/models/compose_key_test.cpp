// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_key.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>

using namespace signalbox;

class ComposeKeyTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    // What a second send carries compared with the first, by policy and by what happened in between.
    void policies_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<bool>("editedBetween");
        QTest::addColumn<bool>("sameKey");
        const auto row = [](const char* name, KeyPolicy policy, bool edited, bool same) {
            QTest::newRow(name) << static_cast<int>(policy) << edited << same;
        };
        row("new each send", KeyPolicy::NewEachSend, false, false);
        row("new each send, edited", KeyPolicy::NewEachSend, true, false);
        row("same until edited", KeyPolicy::SameUntilEdited, false, true);
        row("same until edited, edited", KeyPolicy::SameUntilEdited, true, false);
        row("fixed", KeyPolicy::Fixed, false, true);
        row("fixed, edited", KeyPolicy::Fixed, true, true);
    }
    void policies()
    {
        QFETCH(int, policy);
        QFETCH(bool, editedBetween);
        QFETCH(bool, sameKey);
        ComposeKey key;
        key.setFixed(QStringLiteral("mine"));
        key.setPolicy(static_cast<KeyPolicy>(policy));
        const QString first = key.next("POST");
        key.sent();
        if (editedBetween)
            key.edited();
        QVERIFY(!first.isEmpty());
        QCOMPARE(key.next("POST") == first, sameKey);
    }

    void what_is_shown_before_a_send_is_what_goes_out()
    {
        ComposeKey key;
        key.setPolicy(KeyPolicy::SameUntilEdited);
        const QString shown = key.next("PATCH");
        key.edited(); // nothing was sent with it yet: it stays
        QCOMPARE(key.next("PATCH"), shown);
    }

    void other_methods_and_the_policy_none_carry_no_key()
    {
        ComposeKey key;
        QVERIFY(key.next("GET").isEmpty());
        QVERIFY(key.next("DELETE").isEmpty());
        key.setPolicy(KeyPolicy::None);
        QVERIFY(key.next("POST").isEmpty());
    }

    void the_wire_has_a_structured_field_string()
    {
        QCOMPARE(ComposeKey::onTheWire(QStringLiteral("a\"b\\c")), QByteArray("\"a\\\"b\\\\c\""));
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, ComposeKeyTest>(argc, argv);
}

#include "compose_key_test.moc"
