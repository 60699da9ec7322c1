// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/line_splitter.h"
#include "support/qt_test_main.h"

using namespace signalbox;

class LineSplitterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void lines_may_come_in_any_pieces()
    {
        const QByteArray stream = "caf\xc3\xa9\r\n\nb\nlast";
        for (qsizetype size = 1; size <= stream.size(); ++size) {
            LineSplitter splitter;
            QByteArrayList lines;
            for (qsizetype at = 0; at < stream.size(); at += size)
                splitter.feed(QByteArrayView(stream).sliced(at, qMin(size, stream.size() - at)), lines);
            QCOMPARE(lines, (QByteArrayList{"caf\xc3\xa9", "", "b"}));
            QVERIFY(splitter.hasRest());
            splitter.finish(lines);
            QCOMPARE(lines.last(), QByteArray("last"));
            QVERIFY(!splitter.hasRest());
        }
    }

    void invalid_utf8_and_nul_pass_through()
    {
        LineSplitter splitter;
        QByteArrayList lines;
        const QByteArray bytes("\xff\xfe\0 x", 5);
        splitter.feed(bytes + '\n', lines);
        QCOMPARE(lines, QByteArrayList{bytes});
    }

    void a_huge_line_keeps_its_beginning_and_says_how_long_it_was()
    {
        LineSplitter splitter(1000);
        QByteArrayList lines;
        const QByteArray megabyte(1024 * 1024, 'x');
        for (int i = 0; i < 10; ++i)
            splitter.feed(megabyte, lines);
        splitter.feed("\nnext\n", lines);
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.first().size() < 1100);
        QVERIFY(lines.first().contains("10485760"));
        QCOMPARE(lines.last(), QByteArray("next"));
    }

    void a_cut_leaves_characters_whole()
    {
        for (qsizetype limit = 10; limit < 16; ++limit) {
            LineSplitter splitter(limit);
            QByteArrayList lines;
            splitter.feed(QByteArray("ääääääääääääääääää\n"), lines);
            QVERIFY(!QString::fromUtf8(lines.first()).contains(QChar(QChar::ReplacementCharacter)));
        }
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, LineSplitterTest>(argc, argv);
}
#include "line_splitter_test.moc"
