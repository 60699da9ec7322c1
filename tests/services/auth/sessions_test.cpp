// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/secret_token.h"
#include "auth/sessions.h"

#include "services/auth/in_memory_stores.h"
#include "support/qt_test_main.h"

#include <set>

using namespace auth;
using auth::test::InMemoryKeyStore;
using auth::test::InMemorySessionStore;
using auth::test::RecordingAuditLog;

class SessionsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_keys.start();
        QTRY_VERIFY(m_keys.problem().empty());
    }

    void init()
    {
        signalbox::test::failOnAnyWarning();
        m_store = std::make_unique<InMemorySessionStore>();
        m_audit = std::make_unique<RecordingAuditLog>();
    }

    void a_secret_is_long_and_never_the_same()
    {
        std::set<std::string> seen;
        for (int i = 0; i < 1000; ++i) {
            const std::string token = newSecretToken();
            QCOMPARE(token.size(), 43U);
            seen.insert(token);
        }
        QCOMPARE(seen.size(), 1000U);
    }

    void the_store_gets_the_hash_of_a_token_and_not_the_token()
    {
        Sessions sessions = make();
        const auto pair = sessions.open({}, m_ann);
        QVERIFY(pair);
        QVERIFY(!m_store->holds(pair->refresh));
        QVERIFY(m_store->holds(secretHash(pair->refresh)));
    }

    void a_chain_of_refreshes_goes_on()
    {
        Sessions sessions = make();
        auto pair = sessions.open({}, m_ann);
        for (int i = 0; i < 5; ++i) {
            pair = sessions.refresh({}, pair->refresh);
            QVERIFY(pair);
        }
    }

    void a_token_that_comes_again_ends_the_session_of_the_thief_and_of_the_user_alone()
    {
        Sessions sessions = make();
        const auto other = sessions.open({}, m_ann);
        const auto stolen = sessions.open({}, m_ann);
        const auto next = sessions.refresh({}, stolen->refresh);
        QVERIFY(next);
        QCOMPARE(sessions.refresh({}, stolen->refresh).error(), SessionFailure::Refused);
        QCOMPARE(sessions.refresh({}, next->refresh).error(), SessionFailure::Refused);
        QVERIFY(sessions.refresh({}, other->refresh));
        const std::vector<std::string> expected{
            "session_refreshed u", "session_reused u", "session_refused -", "session_refreshed u"};
        QCOMPARE(m_audit->lines(), expected);
    }

    void a_session_is_closed_once_and_recorded_once()
    {
        Sessions sessions = make();
        const auto pair = sessions.open({}, m_ann);
        QVERIFY(sessions.close({}, pair->refresh));
        QVERIFY(sessions.close({}, pair->refresh));
        QVERIFY(sessions.close({}, "unknown"));
        QCOMPARE(sessions.refresh({}, pair->refresh).error(), SessionFailure::Refused);
        QCOMPARE(m_audit->lines().front(), "signed_out u");
        QCOMPARE(m_audit->lines().size(), 2U);
    }

    void without_a_key_no_token_is_used_up()
    {
        InMemoryKeyStore none;
        KeyRing ring(none);
        Sessions sessions({*m_store, *m_audit, ring, TokenIssuer("signalbox")});
        QVERIFY(m_store->open({}, {"s", "u", secretHash("token"), std::chrono::seconds(1)}).value());
        QCOMPARE(sessions.refresh({}, "token").error(), SessionFailure::Unavailable);
        QVERIFY(make().refresh({}, "token"));
    }

private:
    Sessions make() { return Sessions({*m_store, *m_audit, m_keys, TokenIssuer("signalbox")}); }

    const User m_ann{"u", "ann@example.com", std::nullopt, "user", ""};
    InMemoryKeyStore m_keyStore;
    KeyRing m_keys{m_keyStore};
    std::unique_ptr<InMemorySessionStore> m_store;
    std::unique_ptr<RecordingAuditLog> m_audit;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, SessionsTest>(argc, argv);
}

#include "sessions_test.moc"
