// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/log_inspection.h"
#include "models/log_model.h"
#include "support/qt_test_main.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QSignalSpy>

using namespace signalbox;

namespace {

QList<LogLine> lines(qint64 from, qint64 to)
{
    QList<LogLine> made;
    for (qint64 id = from; id <= to; ++id) {
        LogLine line;
        line.id = id;
        line.service = QStringLiteral("web");
        line.level = LogLevel::Info;
        line.message = QStringLiteral("line %1").arg(id);
        line.text = line.message.toUtf8();
        made.append(line);
    }
    return made;
}

} // namespace

class LogModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void the_window_moves_and_never_grows_beyond_its_capacity()
    {
        LogModel model(10);
        const QAbstractItemModelTester tester(&model);
        model.replace(lines(100, 107));
        model.append(lines(108, 113));
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.firstId(), 104);
        QCOMPARE(model.lastId(), 113);
        model.prepend(lines(98, 103));
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.firstId(), 98);
        QCOMPARE(model.lastId(), 107);
        QCOMPARE(model.rowOf(100), 2);
        QCOMPARE(model.rowOf(113), -1);
    }

    void lines_that_are_there_already_do_not_come_twice()
    {
        LogModel model;
        const QAbstractItemModelTester tester(&model);
        model.replace(lines(5, 9));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.append(lines(3, 9));
        QCOMPARE(inserted.count(), 0);
        model.append(lines(8, 11));
        QCOMPARE(model.rowCount(), 7);
        model.prepend(lines(2, 6));
        QCOMPARE(model.firstId(), 2);
        QCOMPARE(model.rowCount(), 10);
    }

    void a_line_that_is_read_keeps_its_index_while_older_ones_are_loaded()
    {
        LogModel model;
        const QAbstractItemModelTester tester(&model);
        model.replace(lines(50, 60));
        const QPersistentModelIndex read = model.index(3, LogModel::MessageColumn);
        model.prepend(lines(40, 49));
        QCOMPARE(read.row(), 13);
        QCOMPARE(read.data().toString(), QStringLiteral("line 53"));
    }

    void text_from_outside_is_harmless_and_visible()
    {
        LogModel model;
        QList<LogLine> evil = lines(1, 1);
        evil.first().message = QStringLiteral("<b>bold</b>\x1b[31m\u202Egnp.exe\nnext") + QChar(u'\0');
        evil.first().fields = {{QStringLiteral("k\n"), QStringLiteral("v\r")}};
        model.replace(evil);
        const QString message = model.index(0, LogModel::MessageColumn).data().toString();
        const QString fields = model.index(0, LogModel::FieldsColumn).data().toString();
        QVERIFY(message.contains(QLatin1String("<b>bold</b>")));
        for (const QChar forbidden : {QChar(0x1b), QChar(0x202e), QChar(u'\n'), QChar(u'\r'), QChar(u'\0')})
            QVERIFY(!message.contains(forbidden) && !fields.contains(forbidden));
    }

    void the_inspector_links_a_line_to_its_trace()
    {
        LogLine line = lines(7, 7).first();
        line.traceId = QString(32, QLatin1Char('c'));
        const Inspection inspection = inspectLogLine(line, {});
        QVERIFY(inspection.acts.first().enabled);
        QCOMPARE(inspection.acts.first().link, (Link{Link::Kind::Trace, line.traceId}));
        line.traceId.clear();
        QVERIFY(!inspectLogLine(line, {}).acts.first().enabled);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, LogModelTest>(argc, argv);
}

#include "log_model_test.moc"
