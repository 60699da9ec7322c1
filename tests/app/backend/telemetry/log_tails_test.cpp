// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/log_tail.h"
#include "backend/telemetry/log_tails.h"
#include "support/qt_test_main.h"

#include <QFile>
#include <QTemporaryDir>

#include <mutex>
#include <sys/stat.h>

using namespace signalbox;

class LogTailsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::mutex m_mutex;
    QStringList m_lines; // "service: text"

    QString path(const char* name = "a.log") const { return m_dir->filePath(QLatin1String(name)); }
    void append(const QString& path, const QByteArray& bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
        file.write(bytes);
    }
    LogTails::Sink sink()
    {
        return [this](const QList<LogLine>& lines) {
            const std::lock_guard lock(m_mutex);
            for (const LogLine& line : lines)
                m_lines.append(line.service + QStringLiteral(": ") + QString::fromUtf8(line.text));
        };
    }
    QStringList lines()
    {
        const std::lock_guard lock(m_mutex);
        return m_lines;
    }
    static QStringList readAll(LogTail& tail)
    {
        QStringList texts;
        bool more = true;
        while (more) {
            const auto lines = tail.read(more);
            for (const LogLine& line : lines)
                texts.append(QString::fromUtf8(line.text));
        }
        return texts;
    }

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_dir = std::make_unique<QTemporaryDir>();
        m_lines.clear();
    }

    void a_file_is_followed_from_its_birth()
    {
        LogTails tails(sink());
        tails.follow(QStringLiteral("a"), path());
        append(path(), "one\ntwo\nthr");
        QTRY_COMPARE(lines().size(), 2);
        append(path(), "ee\n");
        QTRY_COMPARE(lines().value(2), QStringLiteral("a: three"));
    }

    void an_unfinished_line_does_not_wait_for_ever()
    {
        LogTails tails(sink());
        tails.follow(QStringLiteral("a"), path());
        append(path(), "password? ");
        QTRY_COMPARE(lines(), QStringList{QStringLiteral("a: password? ")});
    }

    void after_a_restart_it_goes_on_where_it_stopped()
    {
        append(path(), "old\n");
        {
            LogTails tails(sink());
            tails.follow(QStringLiteral("a"), path());
            QTRY_COMPARE(lines().size(), 1);
        }
        append(path(), "while nobody looked\n");
        LogTails tails(sink());
        tails.follow(QStringLiteral("a"), path());
        append(path(), "new\n");
        QTRY_COMPARE(lines(),
                     (QStringList{QStringLiteral("a: old"),
                                  QStringLiteral("a: while nobody looked"),
                                  QStringLiteral("a: new")}));
    }

    void everything_is_read_before_it_ends()
    {
        {
            LogTails tails(sink());
            tails.follow(QStringLiteral("a"), path());
            append(path(), "last words");
        }
        QCOMPARE(lines(), QStringList{QStringLiteral("a: last words")});
    }

    void a_truncated_or_replaced_file_is_read_anew()
    {
        LogTail tail(QStringLiteral("a"), path());
        append(path(), "a long first line\n");
        QCOMPARE(readAll(tail).size(), 1);
        QVERIFY(QFile::resize(path(), 0));
        append(path(), "short\n");
        QCOMPARE(readAll(tail), QStringList{QStringLiteral("short")});
        QVERIFY(QFile::rename(path(), path("a.log.1")));
        append(path(), "other\n");
        QCOMPARE(readAll(tail), QStringList{QStringLiteral("other")});
    }

    void blocks_behind_what_was_read_are_given_back()
    {
        LogTail tail(QStringLiteral("a"), path());
        const QByteArray block = QByteArray(1023, 'x') + '\n';
        for (int megabytes = 0; megabytes < 48; ++megabytes) {
            append(path(), block.repeated(1024));
            QCOMPARE(readAll(tail).size(), 1024);
        }
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(path()).constData(), &status), 0);
        QCOMPARE(status.st_size, 48 * 1024 * 1024);
        if (status.st_blocks * 512 >= status.st_size)
            QSKIP("this file system punches no holes");
        QVERIFY(status.st_blocks * 512 <= 24 * 1024 * 1024);
        // Without its position file a tail finds holes, not lines of zeros.
        tail.rememberPosition();
        QVERIFY(QFile::remove(path() + QStringLiteral(".pos")));
        LogTail fresh(QStringLiteral("a"), path());
        const QStringList texts = readAll(fresh);
        QVERIFY(texts.size() >= 16 * 1024 && texts.size() <= 24 * 1024);
        QVERIFY(!texts.first().contains(QChar(u'\0')));
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, LogTailsTest>(argc, argv);
}
#include "log_tails_test.moc"
