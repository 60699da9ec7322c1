// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/embedded.h"
#include "auth/events.h"
#include "platform/uuid.h"

#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QFile>
#include <nlohmann/json.hpp>

using namespace auth;

namespace {

nlohmann::json example(const QString& name)
{
    QFile file(signalbox::test::sourcePath("services/contracts/events/examples/") + name);
    return file.open(QIODevice::ReadOnly) ? nlohmann::json::parse(file.readAll().toStdString()) : nlohmann::json();
}

std::vector<std::string> membersOf(const nlohmann::json& object)
{
    std::vector<std::string> names;
    for (const auto& member : object.items())
        names.push_back(member.key());
    return names;
}

} // namespace

// Each event is what its contract's example shows, and the contract refuses what must not be sent.
class EventsTest : public QObject
{
    Q_OBJECT

private slots:
    void the_events_look_like_the_examples_of_their_contracts()
    {
        const Events events;
        User user;
        user.id = platform::uuidV7();
        compare(events.userRegistered(user, m_cause), 1);
        compare(events.sessionRevoked(platform::uuidV7(), user.id, SessionEnd::Reuse, m_cause), 1);
        compare(events.roleChanged({user.id, "admin", "user", platform::uuidV7(), 7}, m_cause), 7);
    }

    void an_event_that_breaks_its_contract_is_not_made()
    {
        const Events events;
        User user;
        user.id = platform::uuidV7();
        user.role = "emperor";
        QVERIFY_EXCEPTION_THROWN(events.userRegistered(user, m_cause), std::logic_error);
        QVERIFY_EXCEPTION_THROWN(events.sessionRevoked("short", user.id, SessionEnd::Reuse, m_cause), std::logic_error);
    }

    void the_contracts_take_their_valid_example_and_refuse_the_invalid_one()
    {
        const std::pair<const char*, std::string_view> contracts[] = {{"user.registered.v1", userRegisteredSchema()},
                                                                      {"session.revoked.v1", sessionRevokedSchema()},
                                                                      {"role.changed.v1", roleChangedSchema()}};
        for (const auto& [type, text] : contracts) {
            const platform::JsonSchema schema(text);
            const QString name = QString::fromLatin1(type);
            QVERIFY2(schema.check(example(name + QStringLiteral(".valid.json"))).empty(), type);
            QVERIFY2(!schema.check(example(name + QStringLiteral(".invalid.json"))).empty(), type);
        }
    }

private:
    void compare(const platform::OutboxRow& row, std::int64_t seq)
    {
        const auto shown = example(QString::fromStdString(row.eventType) + QStringLiteral(".valid.json"));
        QCOMPARE(membersOf(nlohmann::json::parse(row.payload)), membersOf(shown));
        QCOMPARE(row.aggregateSeq, seq);
        QVERIFY(platform::isUuid(row.eventId));
        QVERIFY(row.headers.find("trace-of-the-request") != std::string::npos);
    }

    platform::EventCause m_cause{"trace-of-the-request", "", "", ""};
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, EventsTest>(argc, argv);
}

#include "events_test.moc"
