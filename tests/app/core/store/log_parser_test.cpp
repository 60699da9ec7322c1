// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/log_parser.h"
#include "core/store/log_time.h"
#include "core/store/text_search.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QFile>
#include <QRandomGenerator>

using namespace signalbox;

namespace {

constexpr qint64 arrivalNs = 1'795'200'000'000'000'000;  // 2026-11-20, in the evening
constexpr qint64 recordedNs = 1'795'185'068'120'000'000; // 14:31:08.120

LogLine parse(const QByteArray& text)
{
    LogLine line = parseLogColumns(text, arrivalNs);
    parseLogMessage(line);
    return line;
}

QList<LogLine> recordedLines(const char* name)
{
    QFile file(signalbox::test::sourcePath("tests/data/logs/") + QLatin1String(name));
    QList<LogLine> lines;
    if (file.open(QIODevice::ReadOnly)) {
        const auto texts = file.readAll().split('\n');
        for (const QByteArray& text : texts) {
            if (!text.isEmpty())
                lines.append(parse(text));
        }
    }
    return lines;
}

QString field(const LogLine& line, const char* key)
{
    for (const auto& [name, value] : line.fields) {
        if (name == QLatin1String(key))
            return value;
    }
    return {};
}

} // namespace

class LogParserTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void the_access_log_of_traefik_becomes_a_sentence()
    {
        const auto lines = recordedLines("traefik-3.7-access.json");
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines.at(0).message, QStringLiteral("POST /api/v1/orders 201"));
        QCOMPARE(lines.at(0).level, LogLevel::Info);
        QCOMPARE(lines.at(0).traceId, QStringLiteral("4bf92f3577b34da6a3ce929d0e0e4736"));
        QCOMPARE(lines.at(0).spanId, QStringLiteral("00f067aa0ba902b7"));
        QCOMPARE(field(lines.at(0), "Duration"), QStringLiteral("12400123"));
        QCOMPARE(lines.at(1).message, QStringLiteral("GET /api/v1/invoices 502"));
        QCOMPARE(lines.at(1).level, LogLevel::Error);
        QCOMPARE(lines.at(2).level, LogLevel::Error);
        QCOMPARE(field(lines.at(2), "error"), QStringLiteral("middleware \"a@file\" does not exist"));
        QCOMPARE(lines.at(3).message, QStringLiteral("Traefik version 3.7.6 built on 2026-10-01T00:00:00Z"));
        QCOMPARE(lines.at(3).timeNs, recordedNs - 1'120'000'000);
    }

    void postgres_lines_have_a_time_and_a_level()
    {
        const auto lines = recordedLines("postgres-15-stderr.txt");
        QCOMPARE(lines.size(), 6);
        QCOMPARE(lines.at(0).level, LogLevel::Info);
        QVERIFY(lines.at(0).message.startsWith(QStringLiteral("starting PostgreSQL")));
        QCOMPARE(lines.at(1).level, LogLevel::Error);
        QCOMPARE(lines.at(1).timeNs, recordedNs);
        QCOMPARE(lines.at(1).message, QStringLiteral("relation \"nothing\" does not exist at character 15"));
        QCOMPARE(lines.at(2).level, LogLevel::Info);
        QCOMPARE(lines.at(2).message, QStringLiteral("STATEMENT:  SELECT * FROM nothing"));
        QCOMPARE(lines.at(3).level, LogLevel::Fatal);
        QCOMPARE(lines.at(4).level, LogLevel::Warn);
        QCOMPARE(lines.at(5).timeNs, arrivalNs); // a zone's name does not say where
    }

    void rabbitmq_lines_have_a_time_and_a_level()
    {
        const auto lines = recordedLines("rabbitmq-3.10-console.txt");
        QCOMPARE(lines.at(0).timeNs, recordedNs + 456'000);
        QCOMPARE(lines.at(0).level, LogLevel::Info);
        QCOMPARE(lines.at(0).message, QStringLiteral("Starting RabbitMQ 3.10.8 on Erlang 25.2.3 [jit]"));
        QCOMPARE(lines.at(1).level, LogLevel::Warn);
        QCOMPARE(lines.at(2).level, LogLevel::Error);
    }

    void the_usual_libraries_are_understood()
    {
        const auto lines = recordedLines("libraries.txt");
        QCOMPARE(lines.size(), 4);
        for (const LogLine& line : lines)
            QCOMPARE(line.timeNs, recordedNs);
        QCOMPARE(lines.at(0).message, QStringLiteral("order placed"));
        QCOMPARE(lines.at(0).traceId, QStringLiteral("4bf92f3577b34da6a3ce929d0e0e4736"));
        QCOMPARE(field(lines.at(0), "order_id"), QStringLiteral("o-1"));
        QCOMPARE(lines.at(1).level, LogLevel::Info);
        QCOMPARE(lines.at(1).message, QStringLiteral("pino says hello"));
        QCOMPARE(lines.at(2).level, LogLevel::Warn);
        QCOMPARE(lines.at(3).level, LogLevel::Warn);
        QCOMPARE(lines.at(3).message, QStringLiteral("slog in logfmt"));
        QCOMPARE(field(lines.at(3), "err"), QStringLiteral("no \"luck\""));
    }

    void plain_text_loses_its_colours_and_keeps_its_words()
    {
        QCOMPARE(parse("\x1b[1;31mERROR\x1b[0m it broke").message, QStringLiteral("it broke"));
        QCOMPARE(parse("\x1b[1;31mERROR\x1b[0m it broke").level, LogLevel::Error);
        QCOMPARE(parse("\x1b]0;title\x07text").message, QStringLiteral("text"));
        QCOMPARE(parse("error in a sentence").level, LogLevel::Unknown);
        QCOMPARE(parse("error in a sentence").message, QStringLiteral("error in a sentence"));
        QCOMPARE(parse("a=1 b=2").message, QStringLiteral("a=1 b=2"));
        QCOMPARE(parse("{ not json").message, QStringLiteral("{ not json"));
        QCOMPARE(parse("").message, QString());
    }

    void a_clock_that_cannot_be_right_is_not_believed()
    {
        QCOMPARE(parse("{\"time\":\"1970-01-01T00:00:01Z\",\"msg\":\"x\"}").timeNs, arrivalNs);
        QCOMPARE(parse("{\"time\":\"2099-01-01T00:00:01Z\",\"msg\":\"x\"}").timeNs, arrivalNs);
        QCOMPARE(parse("{\"time\":\"2026-13-41T00:00:01Z\",\"msg\":\"x\"}").timeNs, arrivalNs);
        QCOMPARE(parseTime("2026-11-20T15:31:08.12+01:00").ns, recordedNs);
        QCOMPARE(parseEpoch("1795185068.12"), recordedNs);
        QCOMPARE(parseEpoch("1795185068120000"), recordedNs);
        QCOMPARE(parseEpoch("1795185068120000000"), recordedNs);
    }

    void a_line_that_was_cut_leaves_nothing_half_read()
    {
        const LogLine line = parse("{\"level\":\"error\",\"msg\":\"the beginning\",\"x\":\"and then");
        QCOMPARE(line.level, LogLevel::Unknown);
        QCOMPARE(line.fields, Attributes{});
        QVERIFY(line.message.startsWith(QStringLiteral("{\"level\"")));
    }

    void any_bytes_are_parsed_without_a_crash()
    {
        QRandomGenerator random(7);
        const QByteArray letters = "{}[]\":,\\=\x1b[m 2026-11-20T14:31:08Z level=msg\xff\xc3\0"
                                   "info";
        for (int i = 0; i < 20'000; ++i) {
            QByteArray text;
            for (int length = random.bounded(60); length > 0; --length)
                text.append(letters[random.bounded(static_cast<int>(letters.size()))]);
            (void)parse(text);
            (void)parse('{' + text);
        }
        (void)parse(QByteArray(200'000, '{'));
        (void)parse(QByteArray(200'000, '['));
    }

    void a_search_finds_what_a_slow_one_finds()
    {
        QRandomGenerator random(3);
        for (int round = 0; round < 300; ++round) {
            QByteArray block;
            std::vector<TextSearch::Line> lines;
            for (int i = 0; i < 40; ++i) {
                QByteArray text;
                for (int length = random.bounded(12); length > 0; --length)
                    text.append("abAB"[random.bounded(4)]);
                if (random.bounded(3) > 0) // the others were ruled out by their columns
                    lines.push_back({block.size(), text.size()});
                block += text + '\n';
            }
            QString needle;
            for (int length = 1 + random.bounded(3); length > 0; --length)
                needle.append(QLatin1Char("ab"[random.bounded(2)]));
            std::vector<size_t> slow;
            for (size_t i = 0; i < lines.size(); ++i) {
                if (block.mid(lines[i].offset, lines[i].length).toLower().contains(needle.toLatin1()))
                    slow.push_back(i);
            }
            QCOMPARE(TextSearch(needle.toUpper()).find(block, lines), slow);
        }
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, LogParserTest>(argc, argv);
}
#include "log_parser_test.moc"
