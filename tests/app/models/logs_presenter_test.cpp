// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/format.h"
#include "models/log_inspection.h"
#include "models/logs_presenter.h"
#include "support/qt_test_main.h"
#include "support/recorded_order.h"
#include "support/recorded_stack.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace signalbox;

namespace {

QList<LogLine> lines(int from, int to, LogLevel level = LogLevel::Info)
{
    QList<LogLine> made;
    for (int number = from; number <= to; ++number) {
        LogLine line;
        line.timeNs = test::RecordedOrder::recently() + number * 1'000'000LL;
        line.service = number % 2 == 0 ? QStringLiteral("orders") : QStringLiteral("auth");
        line.level = level;
        line.message = QStringLiteral("line %1").arg(number);
        line.text = "{\"msg\":\"" + line.message.toUtf8() + "\"}";
        made.append(line);
    }
    return made;
}

} // namespace

class LogsPresenterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void the_tail_follows_what_comes()
    {
        test::RecordedStack stack;
        LogsPresenter presenter(stack.store(), stack.session());
        const QAbstractItemModelTester tester(&presenter.model());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        presenter.setActive(true);
        stack.writer().add(lines(1, 20));
        SOON_COMPARE(presenter.model().rowCount(), 20);
        stack.writer().add(lines(21, 30));
        SOON_COMPARE(presenter.model().rowCount(), 30);
        QCOMPARE(presenter.state().newLines, 0);
    }

    void a_paused_tail_counts_and_leaves_the_lines_alone()
    {
        test::RecordedStack stack;
        LogsPresenter presenter(stack.store(), stack.session());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        presenter.setActive(true);
        stack.writer().add(lines(1, 20));
        SOON_COMPARE(presenter.model().rowCount(), 20);
        presenter.pause();
        stack.writer().add(lines(21, 57));
        SOON_COMPARE(presenter.state().newLines, 37);
        QCOMPARE(presenter.model().rowCount(), 20);
        QVERIFY(!presenter.state().following);
        presenter.follow();
        SOON_COMPARE(presenter.model().rowCount(), 57);
        QCOMPARE(presenter.state().newLines, 0);
        QVERIFY(presenter.state().following);
    }

    void more_lines_than_a_window_are_counted_too()
    {
        test::RecordedStack stack;
        LogsPresenter presenter(stack.store(), stack.session());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        presenter.setActive(true);
        stack.writer().add(lines(1, 5));
        SOON_COMPARE(presenter.model().rowCount(), 5);
        presenter.pause();
        stack.writer().add(lines(6, 1405));
        SOON_COMPARE(presenter.state().newLines, 1400);
    }

    void only_a_window_of_many_lines_is_loaded_and_it_moves()
    {
        test::RecordedStack stack;
        QSignalSpy advanced(&stack.writer(), &StoreWriter::advanced);
        stack.writer().add(lines(1, 3000));
        LogsPresenter presenter(stack.store(), stack.session());
        const QAbstractItemModelTester tester(&presenter.model());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        SOON_VERIFY(advanced.count() > 0);
        presenter.setActive(true);
        SOON_COMPARE(presenter.model().rowCount(), 500);
        presenter.pause();
        const qint64 first = presenter.model().firstId();
        const QPersistentModelIndex read = presenter.model().index(0, 0);
        presenter.showOlder();
        SOON_COMPARE(presenter.model().rowCount(), 1000);
        QCOMPARE(presenter.model().firstId(), first - 500);
        QCOMPARE(read.row(), 500);
    }

    void chips_and_level_rewrite_the_filter()
    {
        test::RecordedStack stack;
        stack.writer().add(lines(1, 10));
        stack.writer().add(lines(11, 14, LogLevel::Error));
        LogsPresenter presenter(stack.store(), stack.session());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        presenter.setActive(true);
        SOON_COMPARE(presenter.model().rowCount(), 14);
        presenter.setMinLevel(LogLevel::Warn);
        QCOMPARE(presenter.state().filter, QStringLiteral("level>=warn"));
        SOON_COMPARE(presenter.model().rowCount(), 4);
        presenter.toggleService(QStringLiteral("orders"));
        SOON_COMPARE(presenter.model().rowCount(), 2);
        const auto chips = presenter.state().services;
        const auto on = std::count_if(chips.begin(), chips.end(), [](const auto& chip) { return chip.on; });
        QCOMPARE(on, 1);
        presenter.setFilter(QStringLiteral("line"));
        SOON_COMPARE(presenter.model().rowCount(), 14);
        QCOMPARE(presenter.state().minLevel, LogLevel::Unknown);
    }

    void the_value_of_a_field_narrows_what_is_shown()
    {
        test::RecordedStack stack;
        LogsPresenter presenter(stack.store(), stack.session());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        presenter.setFilter(QStringLiteral("level>=warn"));
        presenter.showLink({Link::Kind::LogsWithField, QStringLiteral("user=\"a b\"")});
        QCOMPARE(presenter.state().filter, QStringLiteral("level>=warn user=\"a b\""));
        presenter.showLink({Link::Kind::LogsWithField, QStringLiteral("user=\"c\"")});
        QCOMPARE(presenter.state().filter, QStringLiteral("level>=warn user=\"c\""));
    }

    void only_values_that_a_filter_can_say_are_links()
    {
        LogLine line;
        line.fields = {{QStringLiteral("user"), QStringLiteral("a b")},
                       {QStringLiteral("odd key:x"), QStringLiteral("a")},
                       {QStringLiteral("level"), QStringLiteral("info")},
                       {QStringLiteral("said"), QStringLiteral("\"yes\"")},
                       {QStringLiteral("nothing"), QString()}};
        QStringList links;
        const Inspection inspection = inspectLogLine(line, {});
        for (const auto& row : inspection.sections.first().rows) {
            if (row.link.kind == Link::Kind::LogsWithField)
                links.append(row.link.id);
        }
        QCOMPARE(links, QStringList(QStringLiteral("user=\"a b\"")));
    }

    void what_the_filter_lets_through_is_written_to_a_file()
    {
        test::RecordedStack stack;
        LogsPresenter presenter(stack.store(), stack.session());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        presenter.setActive(true);
        stack.writer().add(lines(1, 4'100));
        SOON_VERIFY(presenter.state().counted.startsWith(formatCount(4'100)));
        const QTemporaryDir folder;
        const QString json = folder.filePath(QStringLiteral("lines.ndjson"));
        presenter.exportTo(json);
        SOON_VERIFY(presenter.state().exported.contains(json));
        QFile written(json);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QList<QByteArray> objects = written.readAll().trimmed().split('\n');
        QCOMPARE(objects.size(), 4'100);
        QCOMPARE(QJsonDocument::fromJson(objects.first())[QStringLiteral("id")].toInt(), 1);
        QCOMPARE(QJsonDocument::fromJson(objects.last())[QStringLiteral("id")].toInt(), 4'100);
        presenter.exportTo(folder.filePath(QStringLiteral("no/such/folder.log")));
        SOON_VERIFY(!presenter.state().notice.isEmpty());
        presenter.setFilter(QString());
        QVERIFY(presenter.state().notice.isEmpty());
    }

    void an_answer_to_an_older_filter_is_dropped()
    {
        test::RecordedStack stack;
        stack.writer().add(lines(1, 10));
        LogsPresenter presenter(stack.store(), stack.session());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        presenter.setActive(true);
        SOON_COMPARE(presenter.model().rowCount(), 10);
        QList<int> counts;
        connect(&presenter.model(), &QAbstractItemModel::modelReset, this, [&] {
            counts.append(presenter.model().rowCount());
        });
        presenter.setFilter(QStringLiteral("nothing-has-this"));
        presenter.setFilter(QStringLiteral("service:orders"));
        SOON_COMPARE(presenter.model().rowCount(), 5);
        QCOMPARE(counts, QList<int>{5});
    }

    void a_link_to_a_line_shows_it_among_its_neighbours()
    {
        test::RecordedStack stack;
        stack.writer().add(lines(1, 2000));
        LogsPresenter presenter(stack.store(), stack.session());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        presenter.setActive(true);
        SOON_VERIFY(presenter.model().rowCount() > 0);
        QSignalSpy shown(&presenter, &LogsPresenter::lineShown);
        presenter.showLink({Link::Kind::LogLine, QStringLiteral("700")});
        SOON_COMPARE(shown.count(), 1);
        QVERIFY(presenter.model().rowOf(700) > 100);
        QCOMPARE(presenter.state().selectedId, 700);
        QVERIFY(!presenter.state().following);
        SOON_VERIFY(presenter.inspection().sections.size() >= 3); // fields, around it, as it came
    }

    void the_trace_of_a_line_is_a_click_away_and_back()
    {
        test::RecordedStack stack;
        const test::RecordedOrder order;
        stack.writer().add(order.logs() + lines(1, 10));
        LogsPresenter presenter(stack.store(), stack.session());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        presenter.setActive(true);
        presenter.showLink({Link::Kind::LogsOfTrace, order.traceId()});
        SOON_COMPARE(presenter.model().rowCount(), 5);
        presenter.select(presenter.model().firstId());
        QCOMPARE(presenter.inspection().acts.first().link, (Link{Link::Kind::Trace, order.traceId()}));
        presenter.runAct(QStringLiteral("only-service"));
        QCOMPARE(presenter.state().filter, QStringLiteral("service:edge"));
    }

    void the_histogram_counts_all_lines_of_the_filter()
    {
        test::RecordedStack stack;
        QSignalSpy advanced(&stack.writer(), &StoreWriter::advanced);
        stack.writer().add(lines(1, 90));
        stack.writer().add(lines(91, 100, LogLevel::Error));
        LogsPresenter presenter(stack.store(), stack.session());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        SOON_VERIFY(advanced.count() > 0);
        presenter.setActive(true);
        SOON_VERIFY(presenter.state().counted.startsWith(QLatin1String("100 ")));
        qint64 problems = 0;
        for (qint64 count : presenter.histogram().problems)
            problems += count;
        QCOMPARE(problems, 10);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, LogsPresenterTest>(argc, argv);
}

#include "logs_presenter_test.moc"
