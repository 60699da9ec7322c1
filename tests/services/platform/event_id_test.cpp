// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/inbox/event_id.h"

#include "platform/uuid.h"
#include "support/qt_test_main.h"

using namespace platform;
using namespace std::chrono_literals;

class EventIdTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    // RFC 9562, appendix A.6: 017F22E2-79B0-7CC3-98C4-DC0C0C07398F is 2022-02-22 19:22:22 UTC.
    void the_time_is_read_from_the_rfcs_example()
    {
        const auto time = timeOfUuid7("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");
        QVERIFY(time.has_value());
        QCOMPARE(std::chrono::duration_cast<std::chrono::milliseconds>(time->time_since_epoch()).count(),
                 std::chrono::milliseconds(1645557742000).count());
    }

    void other_versions_and_variants_have_no_time()
    {
        QVERIFY(!timeOfUuid7("017f22e2-79b0-4cc3-98c4-dc0c0c07398f"));
        QVERIFY(!timeOfUuid7("017f22e2-79b0-7cc3-18c4-dc0c0c07398f"));
        QVERIFY(!timeOfUuid7("017f22e279b07cc398c4dc0c0c07398f"));
    }

    void an_id_is_kept_where_a_partition_is_sure_to_be()
    {
        const auto now = std::chrono::system_clock::now();
        const std::string id = uuidV7();
        QVERIFY(placeOfEventId(id, now) == EventIdPlace::Partitioned);
        QVERIFY(placeOfEventId(id, now + 7 * 24h - 1min) == EventIdPlace::Partitioned);
        QVERIFY(placeOfEventId(id, now + 7 * 24h + 1min) == EventIdPlace::TooOld);
        QVERIFY(placeOfEventId(id, now - 25h) == EventIdPlace::Foreign);
        QVERIFY(placeOfEventId("a0000000-0000-4000-8000-000000000000", now) == EventIdPlace::Foreign);
        QVERIFY(placeOfEventId("", now) == EventIdPlace::Invalid);
        QVERIFY(placeOfEventId("order-1", now) == EventIdPlace::Invalid);
    }
};

QTEST_APPLESS_MAIN(EventIdTest)
#include "event_id_test.moc"
