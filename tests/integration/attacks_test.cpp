// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/rabbit_consumer.h"
#include "platform/bus/rabbit_publisher.h"
#include "platform/postgres/database.h"

#include "integration/attack_client.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

using namespace signalbox;
using test::AttackAnswer;
using test::AttackClient;
using namespace std::chrono_literals;

namespace {

const QByteArray json = "Content-Type: application/json\r\n";
const QString nobodys = QStringLiteral("01890a5d-ac96-774b-bcce-b302099a8057"); // id of nothing

QJsonObject document(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArray fieldsOf(const HeaderList& headers)
{
    QByteArray text;
    for (const auto& [name, value] : headers)
        text += name + ": " + value + "\r\n";
    return text;
}

QByteArray
requestText(const QByteArray& line, const QByteArray& host, const QByteArray& fields, const QByteArray& body = {})
{
    const QByteArray length =
        body.isEmpty() ? QByteArray() : "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return line + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields + length + "\r\n" + body;
}

} // namespace

// What somebody tries who is signed in as nobody special, has a socket, or has got hold of a service's password. The
// numbers are those of the list of attacks; tokens and smuggling have suites of their own (jwt_attacks_test,
// http_edge_test).
class AttacksTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_ann = m_stack.signIn();
        m_eve = m_stack.signIn();
        const HttpResponse placed = m_stack.postOrder(m_ann, R"({"amount": 5000})", "anns-key");
        QCOMPARE(placed.status, 201);
        m_order = document(placed.body).value(QStringLiteral("id")).toString();
    }

    void s1_what_belongs_to_somebody_else_is_not_there()
    {
        const QString path = QStringLiteral("/api/v1/orders/") + m_order;
        looksAsIfMissing(m_stack.send("GET", path, m_eve),
                         m_stack.send("GET", QStringLiteral("/api/v1/orders/") + nobodys, m_eve));
        QCOMPARE(m_stack.send("GET", path, m_ann).status, 200);

        HeaderList patch = m_eve;
        patch.append({{"Content-Type", "application/merge-patch+json"},
                      {"If-Match", "\"1\""},
                      {"Idempotency-Key", "\"eve-1\""}});
        QCOMPARE(m_stack.send("PATCH", path, patch, R"({"note": "mine"})").status, 404);
        HeaderList cancel = m_eve;
        cancel.append({{"Idempotency-Key", "\"eve-2\""}});
        QCOMPARE(m_stack.send("POST", path + QStringLiteral("/cancel"), cancel).status, 404);

        QTRY_COMPARE_WITH_TIMEOUT(audited(m_order), 3, 20'000);

        QVERIFY(
            !m_stack.send("GET", QStringLiteral("/api/v1/orders?limit=100"), m_eve).body.contains(m_order.toUtf8()));
        const HttpResponse invoices =
            m_stack.send("GET", QStringLiteral("/api/v1/invoices?order_id=") + m_order, m_eve);
        QVERIFY(!invoices.body.contains(m_order.toUtf8()));
        QCOMPARE(noted(), 0);
    }

    void s1_an_invoice_of_somebody_else_is_not_there_either()
    {
        const QString ofOrder = QStringLiteral("/api/v1/invoices?order_id=") + m_order;
        QString id;
        QTRY_VERIFY_WITH_TIMEOUT(!(id = document(m_stack.send("GET", ofOrder, m_ann).body)
                                            .value(QStringLiteral("items"))
                                            .toArray()
                                            .first()
                                            .toObject()
                                            .value(QStringLiteral("id"))
                                            .toString())
                                      .isEmpty(),
                                 20'000);
        const QString path = QStringLiteral("/api/v1/invoices/");
        QCOMPARE(m_stack.send("GET", path + id, m_ann).status, 200);
        looksAsIfMissing(m_stack.send("GET", path + id, m_eve), m_stack.send("GET", path + nobodys, m_eve));
        QTRY_COMPARE_WITH_TIMEOUT(audited(id), 1, 20'000);
    }

    void s2_nobody_assigns_what_is_not_theirs_to_say()
    {
        for (const char* body : {R"({"amount": 1, "status": "confirmed"})",
                                 R"({"amount": 1, "user_id": "01890a5d-ac96-774b-bcce-b302099a8057"})",
                                 R"({"amount": 1, "id": "01890a5d-ac96-774b-bcce-b302099a8057"})",
                                 R"({"amount": 1, "__proto__": {"role": "root"}})"})
            QVERIFY2(m_stack.postOrder(m_eve, body).status == 400, body);
        const QByteArray account = R"({"email": "mallory@example.com", "password": "correct horse", "role": "root"})";
        QCOMPARE(m_stack.send("POST", QStringLiteral("/api/v1/auth/register"), {}, account).status, 400);
        const QString path = QStringLiteral("/api/v1/orders/") + m_order;
        for (const char* method : {"PUT", "DELETE"})
            QCOMPARE(m_stack.send(method, path, m_ann).status, 405);
    }

    void s2_a_method_is_what_the_request_line_says()
    {
        const QByteArray path = "/api/v1/orders/" + m_order.toUtf8();
        for (const char* name : {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"}) {
            HeaderList headers = m_ann;
            headers.emplaceBack(name, "DELETE");
            const HttpResponse answer = m_stack.send("GET", QString::fromUtf8(path), headers);
            QCOMPARE(answer.status, 200);
        }
        QCOMPARE(m_stack.send("GET", QString::fromUtf8(path) + QStringLiteral("?_method=DELETE"), m_ann).status / 100 *
                     100,
                 m_stack.send("GET", QString::fromUtf8(path) + QStringLiteral("?other=1"), m_ann).status / 100 * 100);
        QCOMPARE(m_stack.send("GET", QString::fromUtf8(path), m_ann).status, 200);
    }

    void s4_a_header_says_nothing_about_who_asks()
    {
        const HttpResponse me = m_stack.send("GET", QStringLiteral("/api/v1/auth/me"), m_eve);
        const QByteArray ann = userOf(m_ann);
        const QByteArray eve = userOf(m_eve);
        const QByteArray attempts[] = {
            "X-User-Id: " + ann,
            "x-user-id: " + ann,
            "X-USER-ID: " + ann + "\r\nX-User-Role: root",
            "X_User_Id: " + ann,
            "X-User_Id: " + ann,
            "X-Forwarded-User: " + ann,
            "Remote-User: " + ann,
            "Connection: X-User-Id\r\nX-User-Id: " + ann,
            "Connection: close, Authorization",
            "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Host: localhost\r\nX-Forwarded-Proto: http",
            "X-Forwarded-Uri: /api/v1/auth/login\r\nX-Original-URL: /api/v1/auth/login",
            "X-Forwarded-Method: OPTIONS",
            "X-Rewrite-URL: /health"};
        const AttackClient client(m_stack);
        for (const QByteArray& attempt : attempts) {
            for (const QByteArray& path : {QByteArray("/api/v1/auth/me"), "/api/v1/orders/" + m_order.toUtf8()}) {
                const QByteArray fields = fieldsOf(m_eve) + attempt + "\r\n";
                const QByteArray line = "GET " + path;
                const AttackAnswer edge = client.toEdge(requestText(line, client.edgeHost(), fields));
                const QString service = path.contains("auth") ? QStringLiteral("auth") : QStringLiteral("orders");
                const AttackAnswer direct = client.toService(service, requestText(line, "x", fields));
                for (const AttackAnswer& answer : {edge, direct}) {
                    QVERIFY2(answer.status != 0 && answer.status < 500, attempt.constData());
                    QVERIFY2(!answer.body.contains(ann), attempt.constData());
                    if (answer.status == 200)
                        QVERIFY2(answer.body.contains(eve), attempt.constData());
                }
            }
        }
        // Without a token no header makes anybody.
        for (const QByteArray& attempt : attempts) {
            const QByteArray text = requestText("GET /api/v1/orders", client.edgeHost(), attempt + "\r\n");
            QVERIFY2(client.toEdge(text).status == 401 || client.toEdge(text).status == 400, attempt.constData());
            QVERIFY2(client.toService(QStringLiteral("orders"), text).status == 401, attempt.constData());
        }
    }

    void s5_a_path_has_one_meaning()
    {
        const AttackClient client(m_stack);
        const QByteArray paths[] = {"/api/v1/orders/%2e%2e/auth/users",
                                    "/api/v1/orders/..%2fauth%2fusers",
                                    "/api/v1/orders/../auth/users",
                                    "/api../v1/orders",
                                    "/api/v1/orders%2f" + m_order.toUtf8(),
                                    "/api/v1/orders%00",
                                    "/api/v1/orders/%00",
                                    "/api/v1/orders/" + m_order.toUtf8() + "%00",
                                    "/api/v1/orders/;/" + m_order.toUtf8(),
                                    "/api//v1/orders",
                                    "//api/v1/orders",
                                    "/api/v1/Orders",
                                    "/api/v1/orders/%",
                                    "/api/v1/orders/%c0%ae%c0%ae/x",
                                    "/api/v1/auth/.well-known/../users",
                                    "/api/v1/auth/login/../users",
                                    "/api/v1/auth/login%2f..%2fusers",
                                    "\\api\\v1\\orders",
                                    "http://other.example/api/v1/orders"};
        for (const QByteArray& path : paths) {
            const QByteArray edge = requestText("GET " + path, client.edgeHost(), fieldsOf(m_eve));
            const AttackAnswer answer = client.toEdge(edge);
            const QByteArray told = path + " " + QByteArray::number(answer.status);
            // The edge makes two slashes one before it chooses a route, and asks for that; nobody answers the rest.
            const bool plain = path.contains("//") && answer.body.contains("\"items\":");
            QVERIFY2((answer.status >= 300 && answer.status < 500) || plain, told.constData());
            QVERIFY2(!answer.body.contains("5000"), told.constData()); // what Ann ordered
            for (const char* service : {"orders", "auth"}) {
                // Also by Ann, whom another reading of the path would show her order.
                for (const HeaderList& user : {m_eve, m_ann}) {
                    const auto direct =
                        client.toService(QString::fromLatin1(service), requestText("GET " + path, "x", fieldsOf(user)));
                    const bool absolute = path.startsWith("http") && direct.status == 200;
                    QVERIFY2(absolute || direct.status == 400 || direct.status == 403 || direct.status == 404,
                             (path + " " + service + " " + QByteArray::number(direct.status)).constData());
                    QVERIFY2(user == m_ann || !direct.body.contains("5000"), path.constData());
                }
            }
        }
    }

    void s6_past_the_edge_a_service_asks_for_the_token_itself()
    {
        const AttackClient client(m_stack);
        int asked = 0;
        const QDir contracts(test::sourcePath("services/contracts/openapi"));
        for (const QString& name : contracts.entryList({QStringLiteral("*.json")}, QDir::Files)) {
            QFile file(contracts.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QJsonObject api = document(file.readAll());
            const QJsonObject paths = api.value(QStringLiteral("paths")).toObject();
            const QString base = api.value(QStringLiteral("servers"))
                                     .toArray()
                                     .first()
                                     .toObject()
                                     .value(QStringLiteral("url"))
                                     .toString();
            for (const QString& path : paths.keys()) {
                const QJsonObject operations = paths.value(path).toObject();
                for (const QString& method : operations.keys()) {
                    const QJsonObject operation = operations.value(method).toObject();
                    const bool open = operation.contains(QStringLiteral("security")) &&
                                      operation.value(QStringLiteral("security")).toArray().isEmpty();
                    if (open || !operation.contains(QStringLiteral("responses")))
                        continue;
                    QString target = base + path;
                    target.replace(QStringLiteral("{id}"), m_order);
                    const QByteArray line = method.toUpper().toUtf8() + ' ' + target.toUtf8();
                    const QByteArray identity = "X-User-Id: " + userOf(m_ann) + "\r\nX-User-Role: root\r\n";
                    const auto answer = client.toService(name.section(u'.', 0, 0), requestText(line, "x", identity));
                    QVERIFY2(answer.status == 401, (line + ' ' + QByteArray::number(answer.status)).constData());
                    ++asked;
                }
            }
        }
        QVERIFY(asked >= 12);
    }

    void s8_what_is_too_much_is_refused_and_costs_no_memory()
    {
        const AttackClient client(m_stack);
        const QString orders = QStringLiteral("orders");
        const qint64 before = residentKilobytes(orders);
        const QByteArray fields = fieldsOf(m_eve) + json;
        const QByteArray post = "POST /api/v1/orders";
        const auto ask = [&](const QByteArray& text) { return client.toService(orders, text).status; };
        QCOMPARE(ask(post + " HTTP/1.1\r\nHost: x\r\n" + fields + "Content-Length: 1073741824\r\n\r\n"), 413);
        QByteArray flood;
        for (int i = 0; i < 64 * 1024; ++i)
            flood += "X-" + QByteArray::number(i) + ": y\r\n";
        QCOMPARE(ask(requestText("GET /api/v1/orders", "x", flood)), 431);
        const QByteArray deep = R"({"amount": 1, "note": )" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}";
        QCOMPARE(ask(requestText(post, "x", fields, deep)), 400);
        QCOMPARE(ask(requestText(post, "x", fields, R"({"amount": 1e999999})")), 400);
        QCOMPARE(ask(requestText(post, "x", fields, R"({"amount": 99999999999999999999999999})")), 400);
        QCOMPARE(ask(requestText(post, "x", fields, R"({"amount": NaN})")), 400);
        // Compressed bodies are not unpacked, so there is no bomb.
        const QByteArray bomb = qCompress(QByteArray(64 * 1024 * 1024, ' ')).mid(4);
        const int packed = ask(requestText(post, "x", fields + "Content-Encoding: deflate\r\n", bomb));
        QVERIFY2(packed == 400 || packed == 415, qPrintable(QString::number(packed)));
        QCOMPARE(ask(requestText("GET /api/v1/orders?cursor=" + QByteArray(100'000, 'a'), "x", fieldsOf(m_eve))), 414);
        const qint64 grown = residentKilobytes(orders) - before;
        QVERIFY2(grown < 24 * 1024, qPrintable(QString::number(grown)));
    }

    void s8_many_who_say_nothing_keep_nobody_waiting()
    {
        const AttackClient client(m_stack);
        std::vector<std::unique_ptr<QTcpSocket>> stalled;
        for (int i = 0; i < 300; ++i) {
            auto socket = std::make_unique<QTcpSocket>();
            socket->connectToHost(QStringLiteral("127.0.0.1"), client.portOf(QStringLiteral("orders")));
            QVERIFY(socket->waitForConnected());
            socket->write("POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            QVERIFY(socket->waitForBytesWritten());
            stalled.push_back(std::move(socket));
        }
        QCOMPARE(m_stack.postOrder(m_eve).status, 201);
    }

    void s9_a_key_is_short_and_its_owners()
    {
        QCOMPARE(m_stack.postOrder(m_eve, R"({"amount": 1})", QByteArray(256, 'k')).status, 400);
        const AttackClient client(m_stack);
        const QByteArray huge =
            fieldsOf(m_eve) + json + "Idempotency-Key: \"" + QByteArray(1024 * 1024, 'k') + "\"\r\n";
        QCOMPARE(client.toService(QStringLiteral("orders"), requestText("POST /api/v1/orders", "x", huge, "{}")).status,
                 431);
        const HttpResponse own = m_stack.postOrder(m_eve, R"({"amount": 5000})", "anns-key");
        QCOMPARE(own.status, 201);
        QVERIFY(document(own.body).value(QStringLiteral("id")).toString() != m_order);
    }

    void s12_the_password_of_a_service_opens_no_more_than_it_needs_data();
    void s12_the_password_of_a_service_opens_no_more_than_it_needs();
    void s12_a_database_is_for_its_own_roles();
    void s12_a_broker_user_reads_its_own_queues_and_writes_events();
    void s13_text_is_never_sql();

private:
    QString databaseUrl(const char* name, const char* role) const
    {
        const QJsonObject databases = m_stack.info().value(QStringLiteral("databases")).toObject();
        return databases.value(QString::fromLatin1(name)).toObject().value(QString::fromLatin1(role)).toString();
    }

    // Of two answers: that it is somebody else's cannot be told from that there is none.
    static void looksAsIfMissing(const HttpResponse& foreign, const HttpResponse& missing)
    {
        QCOMPARE(foreign.status, 404);
        QCOMPARE(missing.status, 404);
        QCOMPARE(foreign.body, missing.body);
        QCOMPARE(foreign.headers.size(), missing.headers.size());
        for (const auto& [name, value] : foreign.headers)
            if (name.compare("X-Request-Id", Qt::CaseInsensitive) != 0 &&
                name.compare("Date", Qt::CaseInsensitive) != 0)
                QCOMPARE(missing.header(name), value);
    }

    // How often somebody was noticed who asked for it and was not its owner.
    int audited(const QString& id) const
    {
        const auto logs = m_stack.ctl(
            {QStringLiteral("logs"), QStringLiteral("-n"), QStringLiteral("5000"), QStringLiteral("--json")});
        int lines = 0;
        for (const QByteArray& line : logs.out.split('\n'))
            lines += line.contains("belongs to somebody else") && line.contains(id.toUtf8()) ? 1 : 0;
        return lines;
    }

    QByteArray userOf(const HeaderList& user)
    {
        const HttpResponse me = m_stack.send("GET", QStringLiteral("/api/v1/auth/me"), user);
        return document(me.body).value(QStringLiteral("id")).toString().toUtf8();
    }

    qint64 noted() const
    {
        return m_stack.count(QStringLiteral("orders"),
                             QStringLiteral("SELECT count(*) FROM orders WHERE note IS NOT NULL"));
    }

    qint64 residentKilobytes(const QString& service) const
    {
        const qint64 pid = m_stack.status(service).value(QStringLiteral("pid")).toInteger();
        QFile status(QStringLiteral("/proc/%1/status").arg(pid));
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        for (const QByteArray& line : status.readAll().split('\n'))
            if (line.startsWith("VmRSS:"))
                return line.simplified().split(' ').at(1).toLongLong();
        return 0;
    }

    QByteArray amqpUrl(const char* service) const
    {
        const qint64 pid = m_stack.status(QString::fromLatin1(service)).value(QStringLiteral("pid")).toInteger();
        QFile environment(QStringLiteral("/proc/%1/environ").arg(pid));
        if (!environment.open(QIODevice::ReadOnly))
            return {};
        for (const QByteArray& entry : environment.readAll().split('\0'))
            if (entry.startsWith("AMQP_URL="))
                return entry.mid(9);
        return {};
    }

    test::TestStack m_stack;
    HeaderList m_ann;
    HeaderList m_eve;
    QString m_order;
};

void AttacksTest::s12_the_password_of_a_service_opens_no_more_than_it_needs_data()
{
    QTest::addColumn<QByteArray>("database");
    QTest::addColumn<QByteArray>("role");
    QTest::addColumn<QByteArray>("sql");
    const auto row = [](const char* database, const char* role, const char* sql) {
        QTest::addRow("%s %s: %s", database, role, sql) << QByteArray(database) << QByteArray(role) << QByteArray(sql);
    };
    for (const char* database : {"auth", "orders", "invoices", "items"}) {
        row(database, "url", "CREATE TABLE hole (id int)");
        row(database, "url", "DROP TABLE outbox");
        row(database, "url", "ALTER TABLE outbox DISABLE TRIGGER ALL");
        row(database, "url", "CREATE FUNCTION hole() RETURNS int LANGUAGE sql AS 'SELECT 1'");
        row(database, "url", "COPY outbox TO PROGRAM 'true'");
        row(database, "url", "SELECT pg_read_file('/etc/passwd')");
        row(database, "url", "SELECT rolpassword FROM pg_authid");
        row(database, "url", "UPDATE schema_migration SET checksum = ''");
        row(database, "reader_url", "UPDATE outbox SET sent_at = now()");
        row(database, "reader_url", "SELECT * FROM idempotency");
        row(database, "operator_url", "SELECT * FROM idempotency");
        row(database, "operator_url", "INSERT INTO outbox_lease (part, epoch, until) VALUES (99, 0, now())");
    }
    row("auth", "reader_url", "SELECT * FROM users");
    row("auth", "operator_url", "SELECT private_pem FROM signing_keys");
    row("auth", "url", "DELETE FROM audit");
    row("orders", "reader_url", "SELECT * FROM orders");
    row("orders", "operator_url", "UPDATE orders SET amount = 1");
}

void AttacksTest::s12_the_password_of_a_service_opens_no_more_than_it_needs()
{
    QFETCH(QByteArray, database);
    QFETCH(QByteArray, role);
    QFETCH(QByteArray, sql);
    platform::Metrics metrics;
    platform::Database opened(
        {.url = databaseUrl(database.constData(), role.constData()).toStdString(), .connections = 2}, metrics);
    const platform::Statement statement{"attack", std::string_view(sql.constData()), "ATTACK"};
    const auto outcome = opened.query({}, statement);
    QVERIFY2(!outcome, sql.constData());
    // Insufficient privilege; a role that may only read is told so first.
    const std::string& state = outcome.error().sqlState;
    QVERIFY2(state == "42501" || outcome.error().message.find("read-only") != std::string::npos,
             outcome.error().message.c_str());
}

void AttacksTest::s12_a_database_is_for_its_own_roles()
{
    platform::Metrics metrics;
    for (const char* other : {"auth", "invoices", "items"}) {
        QUrl url(databaseUrl("orders", "url"));
        url.setPath(u'/' + QString::fromLatin1(other));
        platform::Database opened({.url = url.toString(QUrl::FullyEncoded).toStdString(), .connections = 2}, metrics);
        const platform::Statement statement{"attack", "SELECT 1", "SELECT 1"};
        const auto outcome = opened.query({}, statement);
        QVERIFY2(!outcome, other);
        QVERIFY2(outcome.error().message.find("permission denied") != std::string::npos,
                 outcome.error().message.c_str());
    }
}

void AttacksTest::s12_a_broker_user_reads_its_own_queues_and_writes_events()
{
    const std::string orders = amqpUrl("orders").toStdString();
    QVERIFY(!orders.empty());
    for (const char* queue : {"invoices.in", "invoices.dead", "unrouted"}) {
        platform::RabbitConsumer consumer({.url = orders, .name = "attack", .queue = queue});
        QTRY_VERIFY2_WITH_TIMEOUT(consumer.receive(1, 50ms).empty() &&
                                      consumer.problem().find("ACCESS_REFUSED") != std::string::npos,
                                  consumer.problem().c_str(),
                                  20'000);
    }
    for (const char* exchange : {"amq.topic", "invoices.dead", "invoices.retry.1s"}) {
        platform::RabbitPublisher publisher(orders, "attack");
        QTRY_VERIFY_WITH_TIMEOUT(publisher.isReady(), 20'000);
        publisher.publish({.token = 1, .exchange = exchange, .routingKey = "x", .message = {}});
        std::vector<platform::Settlement> settled;
        QVERIFY(QTest::qWaitFor([&] { return !(settled = publisher.settle(50ms)).empty(); }, 20'000));
        QVERIFY2(settled.front().outcome != platform::Settlement::Outcome::Confirmed, exchange);
        QVERIFY2(settled.front().reason.find("ACCESS_REFUSED") != std::string::npos, settled.front().reason.c_str());
    }
}

void AttacksTest::s13_text_is_never_sql()
{
    const QString orders = QStringLiteral("orders");
    const QString all = QStringLiteral("SELECT count(*) FROM orders");
    const QString users = QStringLiteral("SELECT count(*) FROM users");
    const qint64 before = m_stack.count(orders, all);
    const qint64 known = m_stack.count(QStringLiteral("auth"), users);
    const QByteArray texts[] = {"'; DROP TABLE orders; --",
                                "' OR '1'='1",
                                "1); DELETE FROM orders; --",
                                "\\'; SELECT pg_sleep(30); --",
                                "$1",
                                "x' UNION SELECT password_hash FROM users --"};
    int kept = 0;
    for (const QByteArray& text : texts) {
        const QByteArray encoded = text.toPercentEncoding();
        const QString value = QString::fromUtf8(encoded);
        for (const QString& path : {QStringLiteral("/api/v1/orders?limit="),
                                    QStringLiteral("/api/v1/orders?cursor="),
                                    QStringLiteral("/api/v1/orders/"),
                                    QStringLiteral("/api/v1/items?cursor="),
                                    QStringLiteral("/api/v1/items/"),
                                    QStringLiteral("/api/v1/invoices?order_id="),
                                    QStringLiteral("/api/v1/invoices/"),
                                    QStringLiteral("/api/v1/auth/users/")}) {
            const HttpResponse answer = m_stack.send("GET", path + value, m_eve);
            QVERIFY2(answer.status >= 400 && answer.status < 500, (path.toUtf8() + text).constData());
            QVERIFY(!answer.body.contains(m_order.toUtf8()));
        }
        const QByteArray note =
            QJsonDocument(QJsonObject{{QStringLiteral("amount"), 7}, {QStringLiteral("note"), QString::fromUtf8(text)}})
                .toJson(QJsonDocument::Compact);
        const HttpResponse placed = m_stack.postOrder(m_eve, note);
        QCOMPARE(placed.status, 201);
        QCOMPARE(document(placed.body).value(QStringLiteral("note")).toString().toUtf8(), text);
        ++kept;
        HeaderList headers = m_eve;
        headers.append({{"X-Correlation-Id", text},
                        {"X-Request-Id", text},
                        {"Idempotency-Key", '"' + QByteArray(text).replace('\\', "") + '"'}});
        const int keyed = m_stack.send("POST", QStringLiteral("/api/v1/orders"), headers, R"({"amount": 7})").status;
        QVERIFY2(keyed == 201 || keyed == 400, text.constData());
        kept += keyed == 201 ? 1 : 0;
        const QByteArray login = QJsonDocument(QJsonObject{{QStringLiteral("username"), QString::fromUtf8(text)},
                                                           {QStringLiteral("password"), QString::fromUtf8(text)}})
                                     .toJson(QJsonDocument::Compact);
        const int signedIn = m_stack.send("POST", QStringLiteral("/api/v1/auth/login"), {}, login).status;
        QVERIFY2(signedIn == 400 || signedIn == 401, text.constData());
    }
    QCOMPARE(m_stack.count(orders, all), before + kept);
    QCOMPARE(m_stack.count(QStringLiteral("auth"), users), known);
}

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, AttacksTest>(argc, argv);
}

#include "attacks_test.moc"
