// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/item_roles.h"
#include "models/journey_model.h"
#include "support/qt_test_main.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QSignalSpy>

using namespace signalbox;

namespace {

JourneyStep step(JourneyStep::Kind kind, qint64 startNs, qint64 durationNs)
{
    JourneyStep made;
    made.kind = kind;
    made.service = QStringLiteral("web");
    made.what = QStringLiteral("something");
    made.startNs = startNs;
    made.durationNs = durationNs;
    made.spanId = QString::number(startNs);
    return made;
}

Journey journey(const QList<JourneyStep>& steps)
{
    Journey made;
    made.traceId = QString(32, QLatin1Char('a'));
    made.steps = steps;
    made.startNs = steps.first().startNs;
    made.endNs = steps.last().startNs + std::max<qint64>(0, steps.last().durationNs);
    return made;
}

} // namespace

class JourneyModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void a_step_that_ends_changes_in_place_and_new_ones_follow()
    {
        JourneyModel model;
        const QAbstractItemModelTester tester(&model);
        model.setJourney(journey({step(JourneyStep::Kind::Request, 100, -1)}));
        const QPersistentModelIndex first = model.index(0);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.setJourney(
            journey({step(JourneyStep::Kind::Request, 100, 50), step(JourneyStep::Kind::Queue, 150, 250)}));
        QCOMPARE(resets.count() + removed.count(), 0);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(first.data(JourneyModel::DurationRole).toLongLong(), 50);
        QCOMPARE(model.index(1).data(JourneyModel::OffsetRole).toLongLong(), 50);
        QCOMPARE(model.lengthNs(), 300);
    }

    void two_attempts_of_one_event_are_two_rows()
    {
        JourneyStep first = step(JourneyStep::Kind::Attempt, 100, 10);
        first.spanId = QStringLiteral("x");
        JourneyStep second = first;
        second.startNs = 200;
        JourneyModel model;
        const QAbstractItemModelTester tester(&model);
        model.setJourney(journey({first, second}));
        QCOMPARE(model.rowCount(), 2);
    }

    void bullets_say_how_where_and_when()
    {
        JourneyStep failed = step(JourneyStep::Kind::Attempt, 1'000'100, 2'000'000);
        failed.failed = true;
        JourneyStep waiting = step(JourneyStep::Kind::Queue, 3'000'100, -1);
        waiting.waiting = true;
        const auto bullets =
            journeyBullets(journey({step(JourneyStep::Kind::Request, 100, 1'000'000), failed, waiting}));
        QCOMPARE(bullets.at(0).tone, StatusTone::Ok);
        QCOMPARE(bullets.at(1).tone, StatusTone::Warn); // it is tried again
        QCOMPARE(bullets.at(2).tone, StatusTone::Busy);
        QCOMPARE(bullets.at(1).note,
                 QStringLiteral("web · after 1 ms · took 2 ms")
                     .replace(QStringLiteral("1 ms"), QStringLiteral("1.0 ms"))
                     .replace(QStringLiteral("2 ms"), QStringLiteral("2.0 ms")));
        QVERIFY(bullets.at(2).note.endsWith(QLatin1String("still waiting")));
        QCOMPARE(bullets.at(0).link.kind, Link::Kind::Span);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, JourneyModelTest>(argc, argv);
}

#include "journey_model_test.moc"
