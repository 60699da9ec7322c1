// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"
#include "support/qt_test_main.h"

#include <QDateTime>
#include <QSet>

using namespace signalbox;

class IdsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void a_trace_id_is_one_and_never_repeats()
    {
        QSet<QString> seen;
        for (int i = 0; i < 1000; ++i) {
            const QString id = newTraceId();
            QVERIFY2(isTraceId(id), qPrintable(id));
            seen.insert(id);
        }
        QCOMPARE(seen.size(), 1000);
    }

    void what_is_no_trace_id_is_refused()
    {
        QVERIFY(!isTraceId(QString(32, QLatin1Char('0'))));
        QVERIFY(!isTraceId(QStringLiteral("4BF92F3577B34DA6A3CE929D0E0E4736")));
        QVERIFY(!isTraceId(QStringLiteral("4bf92f3577b34da6")));
        QVERIFY(!isTraceId({}));
    }

    void a_uuid_of_version_7_carries_the_time()
    {
        const auto before = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch());
        const QString uuid = newUuidV7();
        QCOMPARE(uuid.size(), 36);
        QCOMPARE(uuid.at(14), QLatin1Char('7'));
        QVERIFY(QStringLiteral("89ab").contains(uuid.at(19)));
        bool ok = false;
        const quint64 time = (uuid.left(8) + uuid.mid(9, 4)).toULongLong(&ok, 16);
        QVERIFY(ok);
        QVERIFY(time >= before && time < before + 10'000);
    }

    void a_traceparent_says_sampled_and_random()
    {
        QCOMPARE(traceparent(QStringLiteral("4bf92f3577b34da6a3ce929d0e0e4736"), QStringLiteral("00f067aa0ba902b7")),
                 QStringLiteral("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03"));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, IdsTest>(argc, argv);
}

#include "ids_test.moc"
