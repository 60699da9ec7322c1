// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/json_rpc.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace signalbox;

class JsonRpcTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void a_request_survives_the_wire()
    {
        const auto line =
            json_rpc::request(7, QStringLiteral("stack.start"), {{QStringLiteral("services"), QJsonArray{1}}});
        QVERIFY(line.endsWith('\n'));
        QCOMPARE(line.count('\n'), 1);
        const auto message = json_rpc::parse(line.trimmed());
        QVERIFY(message);
        QCOMPARE(message->kind, json_rpc::Message::Kind::Request);
        QCOMPARE(message->id, 7);
        QCOMPARE(message->method, QStringLiteral("stack.start"));
        QCOMPARE(message->params.value(QLatin1String("services")).toArray().size(), 1);
    }

    void an_error_keeps_its_code_sentence_and_detail()
    {
        const Error sent{Error::Code::Conflict, QStringLiteral("Held by 12."), QStringLiteral("flock")};
        const auto message = json_rpc::parse(json_rpc::answer(3, tl::unexpected(sent)).trimmed());
        QVERIFY(message);
        QCOMPARE(message->kind, json_rpc::Message::Kind::Answer);
        QVERIFY(!message->result);
        QCOMPARE(message->result.error().code, Error::Code::Conflict);
        QCOMPARE(message->result.error().message, QStringLiteral("Held by 12."));
        QCOMPARE(message->result.error().detail, QStringLiteral("flock"));
    }

    void what_is_not_json_rpc_is_refused_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no json") << QByteArray("hello");
        QTest::newRow("an array") << QByteArray("[1]");
        QTest::newRow("no version") << QByteArray(R"({"method":"hello"})");
        QTest::newRow("method is a number") << QByteArray(R"({"jsonrpc":"2.0","method":1,"id":1})");
        QTest::newRow("params is an array") << QByteArray(R"({"jsonrpc":"2.0","method":"a","id":1,"params":[1]})");
    }
    void what_is_not_json_rpc_is_refused()
    {
        QFETCH(QByteArray, line);
        const auto message = json_rpc::parse(line);
        QVERIFY(!message);
        QCOMPARE(message.error().code, Error::Code::InvalidData);
    }

    void lines_are_cut_wherever_the_bytes_were_split()
    {
        LineSplitter splitter(100);
        QCOMPARE(splitter.feed("on"), QList<QByteArray>());
        QCOMPARE(splitter.feed("e\n\ntwo\nthr"), (QList<QByteArray>{"one", "two"}));
        QCOMPARE(splitter.feed("ee\n"), QList<QByteArray>{"three"});
        QVERIFY(!splitter.overflowed());
    }

    void a_line_beyond_the_limit_overflows_even_without_its_end()
    {
        LineSplitter splitter(4);
        QCOMPARE(splitter.feed("abcd\n"), QList<QByteArray>{"abcd"});
        QVERIFY(!splitter.overflowed());
        QCOMPARE(splitter.feed("abcde"), QList<QByteArray>());
        QVERIFY(splitter.overflowed());
        QCOMPARE(splitter.feed("\nok\n"), QList<QByteArray>());
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, JsonRpcTest>(argc, argv);
}

#include "json_rpc_test.moc"
