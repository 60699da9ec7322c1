// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/session_json.h"
#include "core/control/stack_session.h"
#include "support/fake_control_channel.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>
#include <QSignalSpy>

using namespace signalbox;

namespace {

ServiceState state(const QString& service, Phase phase)
{
    ServiceState made;
    made.service = service;
    made.phase = phase;
    return made;
}

QJsonObject stackWith(qint64 sequence, Phase phase)
{
    ServiceInfo info;
    info.name = QStringLiteral("pump");
    info.dependsOn = {QStringLiteral("tank")};
    return {{QStringLiteral("name"), QStringLiteral("plant")},
            {QStringLiteral("sequence"), sequence},
            {QStringLiteral("services"), QJsonArray{toJson(info)}},
            {QStringLiteral("states"), QJsonArray{toJson(state(QStringLiteral("pump"), phase))}}};
}

QJsonObject change(qint64 sequence, Phase phase)
{
    return {{QStringLiteral("sequence"), sequence},
            {QStringLiteral("states"), QJsonArray{toJson(state(QStringLiteral("pump"), phase))}}};
}

} // namespace

class StackSessionTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void it_is_attached_when_it_knows_the_stack()
    {
        test::FakeControlChannel channel;
        StackSession session(channel);
        QCOMPARE(session.phase(), SessionPhase::Connecting);
        channel.connectNow();
        QCOMPARE(channel.methods(), QStringList{QStringLiteral("stack.get")});
        channel.answer(0, QJsonValue(stackWith(4, Phase::Ready)));
        QTRY_COMPARE(session.phase(), SessionPhase::Attached);
        QCOMPARE(session.stackName(), QStringLiteral("plant"));
        QCOMPARE(session.services().first().dependsOn, QStringList{QStringLiteral("tank")});
        QCOMPARE(session.state(QStringLiteral("pump")).phase, Phase::Ready);
    }

    void a_change_names_the_services_that_changed()
    {
        test::FakeControlChannel channel;
        StackSession session(channel);
        channel.connectNow();
        channel.answer(0, QJsonValue(stackWith(4, Phase::Starting)));
        QTRY_COMPARE(session.phase(), SessionPhase::Attached);
        QSignalSpy changed(&session, &StackSession::servicesChanged);
        channel.notify(QStringLiteral("stack.changed"), change(5, Phase::Ready));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toStringList(), QStringList{QStringLiteral("pump")});
        QCOMPARE(session.state(QStringLiteral("pump")).phase, Phase::Ready);
        QCOMPARE(channel.callCount(), size_t(1));
    }

    void a_gap_in_the_sequence_asks_for_everything_again()
    {
        test::FakeControlChannel channel;
        StackSession session(channel);
        channel.connectNow();
        channel.answer(0, QJsonValue(stackWith(4, Phase::Starting)));
        QTRY_COMPARE(session.phase(), SessionPhase::Attached);
        channel.notify(QStringLiteral("store.advanced"), {{QStringLiteral("sequence"), 7}});
        QCOMPARE(channel.callCount(), size_t(2));
        channel.answer(1, QJsonValue(stackWith(7, Phase::Failed)));
        QTRY_COMPARE(session.state(QStringLiteral("pump")).phase, Phase::Failed);
    }

    void an_answer_that_a_notification_overtook_is_asked_for_again()
    {
        test::FakeControlChannel channel;
        StackSession session(channel);
        channel.connectNow();
        channel.answer(0, QJsonValue(stackWith(4, Phase::Starting)));
        QTRY_COMPARE(session.phase(), SessionPhase::Attached);
        channel.notify(QStringLiteral("stack.defined"), {{QStringLiteral("sequence"), 5}});
        QCOMPARE(channel.callCount(), size_t(2));
        channel.notify(QStringLiteral("stack.changed"), change(6, Phase::Ready));
        channel.answer(1, QJsonValue(stackWith(5, Phase::Starting)));
        QTRY_COMPARE(channel.callCount(), size_t(3));
        QCOMPARE(session.state(QStringLiteral("pump")).phase, Phase::Ready);
    }

    void a_lost_connection_says_why_and_keeps_what_was_known()
    {
        test::FakeControlChannel channel;
        StackSession session(channel);
        channel.connectNow();
        channel.answer(0, QJsonValue(stackWith(4, Phase::Ready)));
        QTRY_COMPARE(session.phase(), SessionPhase::Attached);
        channel.disconnectNow(QStringLiteral("It was stopped."));
        QCOMPARE(session.phase(), SessionPhase::Lost);
        QCOMPARE(session.problem(), QStringLiteral("It was stopped."));
        QCOMPARE(session.services().size(), 1);
        channel.connectNow();
        channel.answer(1, QJsonValue(stackWith(1, Phase::Stopped))); // another daemon counts from the beginning
        QTRY_COMPARE(session.phase(), SessionPhase::Attached);
        QCOMPARE(session.state(QStringLiteral("pump")).phase, Phase::Stopped);
        QVERIFY(session.problem().isEmpty());
    }

    void orders_go_out_as_the_control_interface_names_them()
    {
        test::FakeControlChannel channel;
        StackSession session(channel);
        session.start({QStringLiteral("pump")});
        session.restart(QStringLiteral("pump"));
        session.info(true);
        QCOMPARE(channel.methods(),
                 (QStringList{
                     QStringLiteral("stack.start"), QStringLiteral("service.restart"), QStringLiteral("stack.info")}));
        QCOMPARE(channel.params(0).value(QLatin1String("services")).toArray(), QJsonArray{QStringLiteral("pump")});
        QCOMPARE(channel.params(1).value(QLatin1String("service")), QJsonValue(QStringLiteral("pump")));
        QCOMPARE(channel.params(2).value(QLatin1String("secrets")), QJsonValue(true));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, StackSessionTest>(argc, argv);
}

#include "stack_session_test.moc"
