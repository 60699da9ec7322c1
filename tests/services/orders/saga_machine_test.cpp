// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/saga/saga.h"
#include "support/qt_test_main.h"

#include <QRandomGenerator>

using namespace orders;
using Kind = SagaEvent::Kind;
using Tell = Transition::Tell;
using State = StepState;

namespace {

const Saga begun{.status = "submitted", .steps = {{SagaStep::Reserve, State::Pending}}};

// "cancelled: reserve compensating, invoice failed"
std::string text(const Saga& saga)
{
    std::string steps;
    for (const auto& [step, state] : saga.steps)
        steps += (steps.empty() ? ": " : ", ") + std::string(nameOf(step)) + " " + std::string(nameOf(state));
    return saga.status + steps;
}

Saga then(const Saga& saga, Kind kind, SagaStep step = SagaStep::Reserve)
{
    return after(saga, advance(saga, {kind, "reason", step}));
}

Saga reached(std::initializer_list<Kind> kinds)
{
    Saga saga = begun;
    for (const Kind kind : kinds)
        saga = then(saga, kind, saga.steps.size() > 1 ? SagaStep::Invoice : SagaStep::Reserve);
    return saga;
}

const std::vector<Kind> allKinds{Kind::Reserved,
                                 Kind::Rejected,
                                 Kind::Released,
                                 Kind::Issued,
                                 Kind::Failed,
                                 Kind::Voided,
                                 Kind::TimedOut,
                                 Kind::Cancelled};

} // namespace

class SagaMachineTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void each_way_ends_where_it_should_data()
    {
        QTest::addColumn<QString>("is");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, std::initializer_list<Kind> kinds, const char* expected) {
            QTest::newRow(name) << QString::fromStdString(text(reached(kinds))) << QString::fromLatin1(expected);
        };
        row("nothing yet", {}, "submitted: reserve pending");
        row("reserved", {Kind::Reserved}, "created: reserve done, invoice pending");
        row("confirmed", {Kind::Reserved, Kind::Issued}, "confirmed: reserve done, invoice done, confirm done");
        row("rejected", {Kind::Rejected}, "cancelled: reserve failed");
        row("no invoice", {Kind::Reserved, Kind::Failed}, "cancelled: reserve compensating, invoice failed");
        row("no invoice, released",
            {Kind::Reserved, Kind::Failed, Kind::Released},
            "cancelled: reserve compensated, invoice failed");
        row("no stock in time", {Kind::TimedOut}, "cancelled: reserve compensating");
        row("no stock in time, released", {Kind::TimedOut, Kind::Released}, "cancelled: reserve compensated");
        row("no invoice in time",
            {Kind::Reserved, Kind::TimedOut},
            "cancelled: reserve compensating, invoice compensating");
        row("no invoice in time, voided and released",
            {Kind::Reserved, Kind::TimedOut, Kind::Voided, Kind::Released},
            "cancelled: reserve compensated, invoice compensated");
        row("cancelled before it was reserved", {Kind::Cancelled}, "cancelled: reserve compensating");
        row("cancelled while it was invoiced",
            {Kind::Reserved, Kind::Cancelled},
            "cancelled: reserve compensating, invoice compensating");
    }

    void each_way_ends_where_it_should()
    {
        QFETCH(QString, is);
        QFETCH(QString, expected);
        QCOMPARE(is, expected);
    }

    void late_answers_are_taken_back_and_begin_nothing_data()
    {
        QTest::addColumn<QString>("is");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, std::initializer_list<Kind> kinds, const char* expected) {
            QTest::newRow(name) << QString::fromStdString(text(reached(kinds))) << QString::fromLatin1(expected);
        };
        row("reserved too late", {Kind::TimedOut, Kind::Reserved}, "cancelled: reserve compensating");
        row("reserved too late, then released",
            {Kind::TimedOut, Kind::Reserved, Kind::Released},
            "cancelled: reserve compensated");
        row("released before the late answer arrives",
            {Kind::TimedOut, Kind::Released, Kind::Reserved},
            "cancelled: reserve compensated");
        row("rejected too late", {Kind::TimedOut, Kind::Rejected}, "cancelled: reserve failed");
        row("issued too late",
            {Kind::Reserved, Kind::TimedOut, Kind::Issued, Kind::Voided},
            "cancelled: reserve compensating, invoice compensated");
        row("refused too late",
            {Kind::Reserved, Kind::TimedOut, Kind::Failed},
            "cancelled: reserve compensating, invoice failed");
        row("a deadline after the answer",
            {Kind::Reserved, Kind::Issued, Kind::TimedOut},
            "confirmed: reserve done, invoice done, confirm done");
        row("an invoice that nobody asked for", {Kind::Issued}, "submitted: reserve pending");
        row("a release that nobody asked for",
            {Kind::Reserved, Kind::Released},
            "created: reserve done, invoice pending");
        row("cancelled when confirmed",
            {Kind::Reserved, Kind::Issued, Kind::Cancelled},
            "confirmed: reserve done, invoice done, confirm done");
    }

    void late_answers_are_taken_back_and_begin_nothing()
    {
        QFETCH(QString, is);
        QFETCH(QString, expected);
        QCOMPARE(is, expected);
    }

    void the_deadline_of_a_step_that_has_its_answer_does_not_end_the_next()
    {
        const Saga saga = reached({Kind::Reserved});
        QVERIFY(advance(saga, {Kind::TimedOut, "late", SagaStep::Reserve}).isNothing());
    }

    void the_reason_goes_to_what_failed_and_to_the_cancellation()
    {
        const Transition rejected = advance(begun, {Kind::Rejected, "No mugs."});
        QCOMPARE(rejected.reason, std::string("No mugs."));
        QCOMPARE(rejected.changes.front().reason, std::string("No mugs."));
        const Transition failed = advance(reached({Kind::Reserved}), {Kind::Failed, "Too much."});
        QVERIFY((failed.changes == std::vector<Transition::Change>{{SagaStep::Reserve, State::Compensating, ""},
                                                                   {SagaStep::Invoice, State::Failed, "Too much."}}));
    }

    void an_order_without_a_saga_can_only_be_cancelled()
    {
        const Saga plain{.status = "created", .steps = {}};
        for (const Kind kind : allKinds) {
            const Transition transition = advance(plain, {kind, "reason"});
            QCOMPARE(transition.isNothing(), kind != Kind::Cancelled);
        }
        QCOMPARE(text(then(plain, Kind::Cancelled)), std::string("cancelled"));
    }

    // Duplicates and every order of everything: what is told is a path of the order's life, each event of it once, and
    // a cancelled order has nothing left that was done and is not being undone.
    void whatever_arrives_in_whatever_order_the_promises_hold()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 20'000; ++round) {
            Saga saga = begun;
            std::vector<Tell> told;
            for (int i = 0; i < 12; ++i) {
                const Kind kind = allKinds[random.bounded(quint32(allKinds.size()))];
                const SagaEvent event{kind, "reason", random.bounded(2) == 0 ? SagaStep::Reserve : SagaStep::Invoice};
                const Transition transition = advance(saga, event);
                const Saga next = after(saga, transition);
                QVERIFY(after(next, advance(next, event)).steps == next.steps || kind == Kind::TimedOut);
                if (transition.tell)
                    told.push_back(*transition.tell);
                saga = next;
            }
            const std::vector<std::vector<Tell>> lives{{},
                                                       {Tell::Created},
                                                       {Tell::Created, Tell::Confirmed},
                                                       {Tell::Created, Tell::Cancelled},
                                                       {Tell::Cancelled}};
            QVERIFY2(std::find(lives.begin(), lives.end(), told) != lives.end(), text(saga).c_str());
            if (saga.status == "cancelled")
                for (const auto& [step, state] : saga.steps)
                    QVERIFY2(state != State::Done && state != State::Pending, text(saga).c_str());
        }
    }
};

QTEST_APPLESS_MAIN(SagaMachineTest)
#include "saga_machine_test.moc"
