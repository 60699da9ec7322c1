// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/log.h"
#include "platform/tracing.h"

#include "support/qt_test_main.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>

#include <unistd.h>

using namespace platform;

namespace {

// Lines go to the process's stdout, where Qt Test also writes: it is lent to a file while `write` runs.
template<typename Function>
QList<QJsonObject> linesOf(LogLevel least, Function&& write)
{
    QTemporaryFile file;
    if (!file.open())
        return {};
    std::fflush(stdout);
    const int saved = dup(STDOUT_FILENO);
    dup2(file.handle(), STDOUT_FILENO);
    initLog("orders", least);
    write();
    flushLog();
    dup2(saved, STDOUT_FILENO);
    close(saved);
    file.seek(0);
    QList<QJsonObject> lines;
    while (!file.atEnd())
        lines.append(QJsonDocument::fromJson(file.readLine()).object());
    return lines;
}

} // namespace

class LogTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_line_is_a_json_object_with_the_fields_everybody_expects()
    {
        const auto lines = linesOf(LogLevel::Info, [] {
            logInfo("an \"order\"\nwas placed", {{"amount", 5000LL}, {"ratio", 0.5}, {"paid", true}});
        });
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0][QStringLiteral("msg")].toString(), QStringLiteral("an \"order\"\nwas placed"));
        QCOMPARE(lines[0][QStringLiteral("level")].toString(), QStringLiteral("info"));
        QCOMPARE(lines[0][QStringLiteral("service")].toString(), QStringLiteral("orders"));
        QCOMPARE(lines[0][QStringLiteral("amount")].toInt(), 5000);
        QVERIFY(QDateTime::fromString(lines[0][QStringLiteral("time")].toString(), Qt::ISODateWithMs).isValid());
    }

    void levels_below_the_least_are_left_out()
    {
        const auto lines = linesOf(LogLevel::Warn, [] {
            logDebug("a");
            logInfo("b");
            logWarn("c");
            logError("d");
        });
        QCOMPARE(lines.size(), 2);
    }

    void secrets_are_masked_by_their_key()
    {
        const auto lines = linesOf(LogLevel::Info, [] {
            logInfo("x",
                    {{"user_password", std::string("p")},
                     {"Authorization", std::string("p")},
                     {"api_key", std::string("p")},
                     {"routing_key", std::string("order.created.v1")}});
        });
        for (const char* name : {"user_password", "Authorization", "api_key"})
            QCOMPARE(lines[0][QLatin1String(name)].toString(), QStringLiteral("***"));
        QCOMPARE(lines[0][QStringLiteral("routing_key")].toString(), QStringLiteral("order.created.v1"));
    }

    void a_scope_lends_its_ids_to_the_lines_within()
    {
        const TraceContext context{std::string(32, 'a'), std::string(16, 'b')};
        const auto lines = linesOf(LogLevel::Info, [&] {
            {
                const LogScope outer(context, "request-1");
                {
                    const LogScope inner({std::string(32, 'c'), std::string(16, 'd')});
                    logInfo("inner");
                }
                logInfo("outer");
            }
            logInfo("none");
        });
        QCOMPARE(lines[0][QStringLiteral("trace_id")].toString(), QString(32, QLatin1Char('c')));
        QCOMPARE(lines[1][QStringLiteral("trace_id")].toString(), QString(32, QLatin1Char('a')));
        QCOMPARE(lines[1][QStringLiteral("request_id")].toString(), QStringLiteral("request-1"));
        QVERIFY(!lines[2].contains(QStringLiteral("trace_id")));
    }

    void text_that_is_not_utf8_does_not_break_the_line()
    {
        const auto lines = linesOf(LogLevel::Info, [] { logInfo("x", {{"body", std::string("a\xff")}}); });
        QCOMPARE(lines.size(), 1);
        QVERIFY(lines[0][QStringLiteral("body")].toString().startsWith(QLatin1Char('a')));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, LogTest>(argc, argv);
}

#include "log_test.moc"
