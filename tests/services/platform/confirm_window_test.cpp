// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/confirm_window.h"

#include "support/qt_test_main.h"

using namespace platform;
using Outcome = Settlement::Outcome;

namespace {

QList<quint64> tokens(const std::vector<Settlement>& settlements)
{
    QList<quint64> list;
    for (const Settlement& settlement : settlements)
        list.append(settlement.token);
    return list;
}

ConfirmWindow windowOf(std::uint64_t count)
{
    ConfirmWindow window;
    for (std::uint64_t i = 1; i <= count; ++i)
        window.sent(100 + i, "m" + std::to_string(i)); // delivery tag i
    return window;
}

} // namespace

class ConfirmWindowTest : public QObject
{
    Q_OBJECT

private slots:
    void what_never_left_is_refused_alone()
    {
        ConfirmWindow window;
        window.sent(1, "one");
        window.sent(2, "two");
        const auto settled = window.unsendable("too large");
        QCOMPARE(settled.size(), std::size_t(1));
        QCOMPARE(settled[0].token, std::uint64_t(2));
        QVERIFY(settled[0].outcome == Settlement::Outcome::Refused);
        QCOMPARE(window.size(), std::size_t(1));
    }

    void init() { signalbox::test::failOnAnyWarning(); }

    void a_single_ack_settles_one_and_leaves_earlier_ones_open()
    {
        ConfirmWindow window = windowOf(3);
        QCOMPARE(tokens(window.acknowledged(2, false)), (QList<quint64>{102}));
        QCOMPARE(window.size(), std::size_t(2));
    }

    void a_multiple_ack_settles_all_up_to_it()
    {
        ConfirmWindow window = windowOf(5);
        window.acknowledged(2, false);
        QCOMPARE(tokens(window.acknowledged(4, true)), (QList<quint64>{101, 103, 104}));
        QCOMPARE(tokens(window.acknowledged(5, true)), (QList<quint64>{105}));
    }

    void tag_zero_with_multiple_means_everything()
    {
        ConfirmWindow window = windowOf(3);
        QCOMPARE(tokens(window.acknowledged(0, true)), (QList<quint64>{101, 102, 103}));
        QCOMPARE(window.size(), std::size_t(0));
    }

    void an_ack_for_what_is_settled_changes_nothing()
    {
        ConfirmWindow window = windowOf(2);
        window.acknowledged(1, false);
        QVERIFY(window.acknowledged(1, false).empty());
        QVERIFY(window.acknowledged(7, false).empty());
        QCOMPARE(window.size(), std::size_t(1));
    }

    void a_nack_with_multiple_refuses_all_up_to_it()
    {
        ConfirmWindow window = windowOf(3);
        const auto settled = window.refused(2, true);
        QCOMPARE(tokens(settled), (QList<quint64>{101, 102}));
        QVERIFY(settled.front().outcome == Outcome::Refused && !settled.front().reason.empty());
    }

    // The broker returns first and acknowledges afterwards.
    void a_returned_message_is_unroutable_although_it_is_acknowledged()
    {
        ConfirmWindow window = windowOf(3);
        window.returned("m2", "NO_ROUTE");
        const auto settled = window.acknowledged(3, true);
        QCOMPARE(settled.size(), std::size_t(3));
        QVERIFY(settled[0].outcome == Outcome::Confirmed);
        QVERIFY(settled[1].outcome == Outcome::Unroutable);
        QCOMPARE(settled[1].reason, std::string("NO_ROUTE"));
        QVERIFY(settled[2].outcome == Outcome::Confirmed);
    }

    void numbering_begins_again_on_a_new_channel()
    {
        ConfirmWindow window = windowOf(2);
        const auto lost = window.closed(Outcome::Lost, "gone");
        QCOMPARE(tokens(lost), (QList<quint64>{101, 102}));
        QVERIFY(lost.front().outcome == Outcome::Lost);
        window.sent(7, "m7");
        QCOMPARE(tokens(window.acknowledged(1, false)), (QList<quint64>{7}));
    }
};

QTEST_APPLESS_MAIN(ConfirmWindowTest)
#include "confirm_window_test.moc"
