// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/line_writer.h"

#include "support/qt_test_main.h"

#include <array>
#include <optional>

#include <fcntl.h>
#include <unistd.h>

using platform::LineWriter;

class LineWriterTest : public QObject
{
    Q_OBJECT

    // What is written goes into a pipe, which is read when somebody asks.
    struct Pipe
    {
        std::array<int, 2> ends{-1, -1};

        Pipe()
        {
            if (::pipe2(ends.data(), O_CLOEXEC) != 0)
                qFatal("no pipe");
        }
        ~Pipe()
        {
            ::close(ends[0]);
            ::close(ends[1]);
        }
        Pipe(const Pipe&) = delete;
        Pipe& operator=(const Pipe&) = delete;

        // One read: what came with one write, as long as that fits into the pipe.
        QByteArray readOnce() const
        {
            QByteArray text(1 << 20, Qt::Uninitialized);
            text.resize(static_cast<int>(::read(ends[0], text.data(), static_cast<std::size_t>(text.size()))));
            return text;
        }
    };

    static constexpr std::chrono::milliseconds longest{60'000};

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_line_that_is_alone_is_written_by_itself()
    {
        const Pipe pipe;
        LineWriter writer(pipe.ends[1]);
        writer.add("one", false);
        QCOMPARE(pipe.readOnce(), QByteArray("one\n"));
    }

    void lines_of_a_moment_go_with_one_write()
    {
        const Pipe pipe;
        LineWriter writer(pipe.ends[1]);
        writer.add("first", false);
        QCOMPARE(pipe.readOnce(), QByteArray("first\n"));
        QByteArray all;
        int writes = 0;
        for (int i = 0; i < 1000; ++i)
            writer.add("x", false);
        for (; all.size() < 2000; ++writes)
            all += pipe.readOnce();
        QCOMPARE(all.size(), 2000);
        QVERIFY2(writes < 100, qPrintable(QString::number(writes)));
    }

    void what_was_added_is_written_when_the_flush_returns_and_at_the_end()
    {
        const Pipe pipe;
        std::optional<LineWriter> writer(std::in_place, pipe.ends[1]);
        writer->add("a", false);
        writer->add("b", true);
        QVERIFY(writer->flush(longest));
        writer->add("c", false);
        writer.reset();
        ::fcntl(pipe.ends[0], F_SETFL, O_NONBLOCK);
        QCOMPARE(pipe.readOnce(), QByteArray("a\nb\nc\n"));
    }

    void when_nobody_reads_the_oldest_lines_go_first()
    {
        const Pipe pipe;
        std::optional<LineWriter> writer(std::in_place, pipe.ends[1]);
        const std::string filler(1000, '.');
        const int lines = 3 * static_cast<int>(LineWriter::mostQueued / 1000);
        for (int i = 0; i < lines; ++i)
            writer->add(std::to_string(i) + filler, false);
        QVERIFY(!writer->flush(std::chrono::milliseconds(0)));
        std::thread ending([&writer] { writer.reset(); });
        QByteArray all;
        const QByteArray last = QByteArray::number(lines - 1) + QByteArray::fromStdString(filler) + '\n';
        while (!all.endsWith(last))
            all += pipe.readOnce();
        ending.join();
        const QList<QByteArray> written = all.split('\n');
        QVERIFY(written.size() > 4000 && written.size() < lines);
        int before = -1;
        for (const QByteArray& line : written.mid(0, written.size() - 1)) {
            QCOMPARE(line.mid(line.indexOf('.')), QByteArray::fromStdString(filler)); // whole lines only
            const int number = line.left(line.indexOf('.')).toInt();
            QVERIFY(number > before);
            before = number;
        }
    }
};

QTEST_APPLESS_MAIN(LineWriterTest)
#include "line_writer_test.moc"
