// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"
#include "support/qt_test_main.h"
#include "support/send_signal.h"
#include "support/test_stack.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace signalbox;

namespace {

constexpr int stock = 1000;
constexpr int soon = 30'000; // long for a machine that is slow; nothing here waits for a time

QJsonObject jsonOf(const HttpResponse& response)
{
    return QJsonDocument::fromJson(response.body).object();
}

QByteArray orderOf(const QString& item, int quantity, qint64 amount = 500)
{
    const QJsonObject line{{QStringLiteral("item"), item}, {QStringLiteral("quantity"), quantity}};
    return QJsonDocument(QJsonObject{{QStringLiteral("amount"), amount}, {QStringLiteral("lines"), QJsonArray{line}}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

// Orders with lines on the real servers: the way forward, each way back, and what a crash leaves behind.
class SagaTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("INVOICES_MAX_AMOUNT", "1000000");
        qputenv("ORDERS_SAGA_STEP_TIMEOUT", "4s");
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_user = m_stack.signIn();
        const QByteArray mug = R"({"name": "mug", "stock": )" + QByteArray::number(stock) + '}';
        const HttpResponse added = m_stack.send("POST", QStringLiteral("/api/v1/items"), withNewKey(), mug);
        QCOMPARE(added.status, 201);
        m_item = jsonOf(added).value(QStringLiteral("id")).toString();
    }

    void an_item_is_added_once_however_often_its_key_is_sent()
    {
        const QByteArray key = newUuidV7().toLatin1();
        const auto add = [&](const QByteArray& body) {
            return m_stack.send(
                "POST", QStringLiteral("/api/v1/items"), with("Idempotency-Key", '"' + key + '"'), body);
        };
        const HttpResponse first = add(R"({"name": "tin", "stock": 0})");
        const HttpResponse again = add(R"({"stock":0, "name":"tin"})");
        QCOMPARE(first.status, 201);
        QCOMPARE(again.status, 201);
        QCOMPARE(again.body, first.body);
        QCOMPARE(again.header("Location"), first.header("Location"));
        QCOMPARE(again.header("Idempotent-Replayed"), QByteArray("true"));
        QCOMPARE(add(R"({"name": "tin", "stock": 1})").status, 422);
        QCOMPARE(m_stack.send("POST", QStringLiteral("/api/v1/items"), m_user, R"({"name": "tin", "stock": 0})").status,
                 400);
        QCOMPARE(
            m_stack.count(QStringLiteral("items"), QStringLiteral("SELECT count(*) FROM items WHERE name = 'tin'")), 1);
        const QString path = QString::fromLatin1(first.header("Location"));
        QCOMPARE(m_stack.send("GET", path, m_stack.signIn()).status, 200); // everybody sees it
        const HttpResponse newest = m_stack.send("GET", QStringLiteral("/api/v1/items?limit=1"), m_user);
        const QString next = jsonOf(newest).value(QStringLiteral("next")).toString();
        QCOMPARE(next, idOf(first));
        const HttpResponse rest = m_stack.send("GET", QStringLiteral("/api/v1/items?cursor=") + next, m_user);
        QCOMPARE(jsonOf(rest).value(QStringLiteral("items")).toArray().size(), 1);
    }

    void an_item_is_changed_by_who_added_it_and_as_it_was_seen()
    {
        const QString path = QStringLiteral("/api/v1/items/") + m_item;
        const QByteArray seen = m_stack.send("GET", path, m_user).header("ETag");
        const auto change = [&](const HeaderList& user, const QByteArray& etag, const QByteArray& key) {
            HeaderList headers = user;
            headers.emplaceBack("Content-Type", "application/merge-patch+json");
            headers.emplaceBack("Idempotency-Key", QByteArray('"' + key + '"'));
            if (!etag.isEmpty())
                headers.emplaceBack("If-Match", etag);
            return m_stack.send("PATCH", path, headers, R"({"name": "blue mug"})");
        };
        QCOMPARE(change(m_user, {}, "a").status, 428);
        QCOMPARE(change(m_user, "\"999\"", "b").status, 412);
        QCOMPARE(change(m_stack.signIn(), seen, "c").status, 403);
        const HttpResponse changed = change(m_user, seen, "d");
        QCOMPARE(changed.status, 200);
        QCOMPARE(jsonOf(changed).value(QStringLiteral("name")).toString(), QStringLiteral("blue mug"));
        const HttpResponse again = change(m_user, seen, "d"); // what it saw is gone, and its answer is not
        QCOMPARE(again.status, 200);
        QCOMPARE(again.body, changed.body);
        QCOMPARE(change(m_user, seen, "e").status, 412);
    }

    void an_order_with_lines_is_reserved_invoiced_and_confirmed()
    {
        const HttpResponse placed = m_stack.postOrder(m_user, orderOf(m_item, 2));
        QCOMPARE(placed.status, 201);
        QCOMPARE(jsonOf(placed).value(QStringLiteral("status")).toString(), QStringLiteral("submitted"));
        const QString id = idOf(placed);
        QTRY_COMPARE_WITH_TIMEOUT(
            saga(id), QStringLiteral("confirmed: reserve done, invoice done, confirm done"), soon);
        QCOMPARE(reservedOf(id), 2);
        QCOMPARE(
            m_stack.count(
                QStringLiteral("invoices"),
                QStringLiteral("SELECT count(*) FROM invoices WHERE status = 'issued' AND order_id = '%1'").arg(id)),
            1);
        QCOMPARE(cancel(id).status, 409);
        HeaderList headers = withNewKey();
        headers.emplaceBack("Content-Type", "application/merge-patch+json");
        headers.emplaceBack("If-Match", "*");
        QCOMPARE(m_stack.send("PATCH", QStringLiteral("/api/v1/items/") + m_item, headers, R"({"stock": 1})").status,
                 422);
    }

    void an_order_without_lines_has_no_saga()
    {
        const HttpResponse placed = m_stack.postOrder(m_user);
        QCOMPARE(jsonOf(placed).value(QStringLiteral("status")).toString(), QStringLiteral("created"));
        QVERIFY(!jsonOf(placed).contains(QStringLiteral("saga")));
    }

    void what_cannot_be_reserved_is_cancelled_with_the_reason()
    {
        const QString tooMuch = idOf(m_stack.postOrder(m_user, orderOf(m_item, stock + 1)));
        const QString unknown = idOf(m_stack.postOrder(m_user, orderOf(newUuidV7(), 1)));
        for (const QString& id : {tooMuch, unknown}) {
            QTRY_COMPARE_WITH_TIMEOUT(saga(id), QStringLiteral("cancelled: reserve failed"), soon);
            QCOMPARE(reservedOf(id), 0);
        }
        QVERIFY(reason(tooMuch).contains(QStringLiteral("blue mug")));
        QVERIFY(reason(unknown).contains(QStringLiteral("no item")));
    }

    void without_an_invoice_the_stock_is_given_back()
    {
        const QString id = idOf(m_stack.postOrder(m_user, orderOf(m_item, 3, 1'000'001)));
        QTRY_COMPARE_WITH_TIMEOUT(saga(id), QStringLiteral("cancelled: reserve compensated, invoice failed"), soon);
        QCOMPARE(reservedOf(id), 0);
    }

    void what_comes_too_late_is_taken_back()
    {
        QCOMPARE(m_stack.ctl({QStringLiteral("stop"), QStringLiteral("items")}).exitCode, 0);
        const QString late = idOf(m_stack.postOrder(m_user, orderOf(m_item, 5)));
        const QString unwanted = idOf(m_stack.postOrder(m_user, orderOf(m_item, 7)));
        const HttpResponse cancelled = cancel(unwanted);
        QCOMPARE(cancelled.status, 200);
        QCOMPARE(jsonOf(cancelled).value(QStringLiteral("status")).toString(), QStringLiteral("cancelled"));
        QTRY_COMPARE_WITH_TIMEOUT(saga(late), QStringLiteral("cancelled: reserve compensating"), soon);
        QVERIFY2(reason(late).contains(QStringLiteral("within 4 s")), qPrintable(reason(late)));
        QCOMPARE(saga(unwanted), QStringLiteral("cancelled: reserve compensating"));

        QCOMPARE(m_stack.ctl({QStringLiteral("start"), QStringLiteral("items")}).exitCode, 0);
        for (const QString& id : {late, unwanted}) {
            QTRY_COMPARE_WITH_TIMEOUT(saga(id), QStringLiteral("cancelled: reserve compensated"), soon);
            QCOMPARE(reservedOf(id), 0);
        }
        QCOMPARE(m_stack.count(QStringLiteral("items"),
                               QStringLiteral("SELECT count(*) FROM outbox WHERE event_type = "
                                              "'item.reserved.v1' AND aggregate_id = '%1'")
                                   .arg(late)),
                 1); // it was reserved, after all
    }

    void what_a_killed_orchestrator_had_begun_is_ended()
    {
        const qint64 before = m_stack.count(QStringLiteral("orders"), QStringLiteral("SELECT count(*) FROM orders"));
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < 20; ++i)
                QCOMPARE(m_stack.postOrder(m_user, orderOf(m_item, 1 + i % 3, i % 5 == 0 ? 1'000'001 : 500)).status,
                         201);
            const auto pid = m_stack.status(QStringLiteral("orders")).value(QStringLiteral("pid")).toInteger();
            QVERIFY(pid > 1);
            QCOMPARE(test::sendSignal(pid, SIGKILL), 0);
            const auto next = [&] { return m_stack.status(QStringLiteral("orders")); };
            QTRY_VERIFY_WITH_TIMEOUT(next().value(QStringLiteral("pid")).toInteger() != pid &&
                                         m_stack.isReady(QStringLiteral("orders")),
                                     soon);
        }
        QCOMPARE(m_stack.count(QStringLiteral("orders"), QStringLiteral("SELECT count(*) FROM orders")), before + 40);
        QTRY_COMPARE_WITH_TIMEOUT(unsettled(), 0, soon);
        QVERIFY(m_stack.count(QStringLiteral("orders"),
                              QStringLiteral("SELECT count(*) FROM orders WHERE status = 'confirmed'")) > 1);
    }

    // After everything above: what is reserved is what confirmed orders have, item by item and in the sum.
    void stock_and_invoices_are_what_the_confirmed_orders_have()
    {
        QCOMPARE(unsettled(), 0);
        const qint64 confirmed = m_stack.count(
            QStringLiteral("orders"),
            QStringLiteral("SELECT sum((line->>'quantity')::bigint) FROM orders, jsonb_array_elements(lines) AS line"
                           " WHERE status = 'confirmed'"));
        QVERIFY(confirmed > 2);
        const auto items = [this](const char* sql) {
            return m_stack.count(QStringLiteral("items"), QString::fromLatin1(sql));
        };
        QCOMPARE(items("SELECT sum(reserved) FROM items"), confirmed);
        QCOMPARE(items("SELECT sum((line->>'quantity')::bigint) FROM reservations, jsonb_array_elements(lines) AS line"
                       " WHERE state = 'reserved'"),
                 confirmed);
        QCOMPARE(items("SELECT sum(stock) FROM items"), stock);
        QCOMPARE(
            m_stack.count(QStringLiteral("invoices"),
                          QStringLiteral("SELECT count(*) FROM invoices WHERE status = 'issued'")),
            m_stack.count(QStringLiteral("orders"),
                          QStringLiteral("SELECT count(*) FROM orders WHERE status = 'confirmed' OR lines IS NULL")));
    }

private:
    HeaderList with(const QByteArray& name, const QByteArray& value) const
    {
        HeaderList headers = m_user;
        headers.emplaceBack(name, value);
        return headers;
    }
    HeaderList withNewKey() const { return with("Idempotency-Key", '"' + newUuidV7().toLatin1() + '"'); }

    static QString idOf(const HttpResponse& order) { return jsonOf(order).value(QStringLiteral("id")).toString(); }

    QJsonObject order(const QString& id)
    {
        return jsonOf(m_stack.send("GET", QStringLiteral("/api/v1/orders/") + id, m_user));
    }

    // "cancelled: reserve compensated, invoice failed"
    QString saga(const QString& id)
    {
        const QJsonObject json = order(id);
        QStringList steps;
        for (const auto& entry : json.value(QStringLiteral("saga")).toArray())
            steps << entry.toObject().value(QStringLiteral("step")).toString() + QLatin1Char(' ') +
                         entry.toObject().value(QStringLiteral("state")).toString();
        return json.value(QStringLiteral("status")).toString() + QStringLiteral(": ") +
               steps.join(QStringLiteral(", "));
    }

    QString reason(const QString& id)
    {
        const QJsonArray steps = order(id).value(QStringLiteral("saga")).toArray();
        return steps.first().toObject().value(QStringLiteral("reason")).toString();
    }

    HttpResponse cancel(const QString& id)
    {
        return m_stack.send("POST", QStringLiteral("/api/v1/orders/%1/cancel").arg(id), withNewKey());
    }

    qint64 reservedOf(const QString& order) const
    {
        return m_stack.count(QStringLiteral("items"),
                             QStringLiteral("SELECT coalesce(sum((line->>'quantity')::bigint), 0) FROM reservations,"
                                            " jsonb_array_elements(lines) AS line"
                                            " WHERE state = 'reserved' AND order_id = '%1'")
                                 .arg(order));
    }

    // Sagas that are under way in one direction or the other.
    qint64 unsettled() const
    {
        return m_stack.count(QStringLiteral("orders"),
                             QStringLiteral("SELECT count(*) FROM saga WHERE state IN ('pending', 'compensating')"));
    }

    test::TestStack m_stack;
    HeaderList m_user;
    QString m_item;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, SagaTest>(argc, argv);
}

#include "saga_test.moc"
