// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_presenter.h"
#include "support/answering_server.h"
#include "support/qt_test_main.h"
#include "support/recorded_order.h"
#include "support/recorded_stack.h"
#include "ui/compose/code_editor.h"
#include "ui/compose/compose_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/status_label.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

using namespace signalbox;

namespace {

struct ComposeWindow
{
    ComposeWindow()
    {
        page.resize(960, 720);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
    }
    template<typename T>
    T* find(const char* name)
    {
        T* widget = page.findChild<T*>(QString::fromLatin1(name));
        Q_ASSERT_X(widget, "find", name);
        return widget;
    }
    void write(const QString& url, const QString& body)
    {
        auto* method = find<QComboBox>("method");
        method->setFocus();
        QTest::keyClicks(method, QStringLiteral("PO"));
        auto* field = find<QLineEdit>("url");
        field->selectAll();
        QTest::keyClicks(field, url);
        QTest::keyClicks(find<CodeEditor>("body"), body);
    }

    test::RecordedStack stack;
    test::AnsweringServer server;
    HttpClient http;
    ComposePresenter presenter{{http, stack.store(), stack.session()}};
    ComposePage page{presenter};
};

} // namespace

class ComposePageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::dark()); }
    void init() { test::failOnAnyWarning(); }

    void a_request_is_typed_sent_and_answered()
    {
        ComposeWindow window;
        window.server.setAnswer(201, R"({"id":7})");
        window.write(window.server.url() + QStringLiteral("/things"), QStringLiteral("{\"a\":1}"));
        QCOMPARE(window.find<StatusLabel>("bodyProblem")->tone(), StatusTone::Ok);
        QTest::keyClick(window.find<CodeEditor>("body"), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(window.find<StatusLabel>("status")->text(), QStringLiteral("201 Said"));
        QCOMPARE(window.find<CodeEditor>("pretty")->toPlainText(), QStringLiteral("{\n  \"id\": 7\n}"));
        QCOMPARE(window.find<CodeEditor>("raw")->toPlainText(), QStringLiteral("{\"id\":7}"));
        QVERIFY(window.find<CodeEditor>("responseHeaders")->toPlainText().contains(QLatin1String("application/json")));
        QVERIFY(!window.find<QLabel>("duration")->text().isEmpty());
        QVERIFY(window.server.requests().first().startsWith("POST /things "));
        QCOMPARE(window.server.body(0), QByteArray("{\"a\":1}"));
        QCOMPARE(window.find<QListView>("history")->model()->rowCount(), 1);
    }

    void broken_json_is_told_while_it_is_typed()
    {
        ComposeWindow window;
        window.write(QStringLiteral("/x"), QStringLiteral("{\"a\":"));
        QCOMPARE(window.find<StatusLabel>("bodyProblem")->tone(), StatusTone::Warn);
        QVERIFY(window.find<StatusLabel>("bodyProblem")->text().contains(QLatin1Char('1')));
        QTest::keyClicks(window.find<CodeEditor>("body"), QStringLiteral("1}"));
        QCOMPARE(window.find<StatusLabel>("bodyProblem")->tone(), StatusTone::Ok);
    }

    void the_key_is_visible_and_its_policy_switchable()
    {
        ComposeWindow window;
        window.write(window.server.url(), QStringLiteral("{}"));
        auto* key = window.find<ElidedLabel>("key");
        QVERIFY(key->fullText().contains(window.presenter.state().key));
        auto* policy = window.find<QComboBox>("keyPolicy");
        policy->setFocus();
        QTest::keyClick(policy, Qt::Key_End); // none
        QVERIFY(!key->fullText().contains(QLatin1Char('"')));
        QTest::keyClick(policy, Qt::Key_Up); // fixed
        auto* fixed = window.find<QLineEdit>("fixedKey");
        QVERIFY(fixed->isVisible());
        fixed->selectAll();
        QTest::keyClicks(fixed, QStringLiteral("my-key"));
        QTest::mouseClick(window.find<QPushButton>("send"), Qt::LeftButton);
        QTRY_COMPARE(window.server.requests().size(), 1);
        QCOMPARE(window.server.header(0, "Idempotency-Key"), QByteArray("\"my-key\""));
    }

    void send_turns_into_cancel_while_it_waits()
    {
        ComposeWindow window;
        window.server.hold(true);
        window.write(window.server.url(), QStringLiteral("{}"));
        auto* send = window.find<QPushButton>("send");
        const QString word = send->text();
        QTest::mouseClick(send, Qt::LeftButton);
        QTRY_COMPARE(window.server.requests().size(), 1);
        QVERIFY(send->text() != word);
        QTest::mouseClick(send, Qt::LeftButton);
        QCOMPARE(send->text(), word);
        QVERIFY(window.find<QWidget>("sendError")->isVisible());
    }

    void a_sent_request_is_taken_up_again_by_a_click()
    {
        ComposeWindow window;
        window.write(window.server.url() + QStringLiteral("/one"), QStringLiteral("{\"n\":1}"));
        QTest::mouseClick(window.find<QPushButton>("send"), Qt::LeftButton);
        auto* history = window.find<QListView>("history");
        QTRY_COMPARE(history->model()->rowCount(), 1);
        window.find<CodeEditor>("body")->clear();
        QTest::mouseClick(
            history->viewport(), Qt::LeftButton, {}, history->visualRect(history->model()->index(0, 0)).center());
        QCOMPARE(window.find<CodeEditor>("body")->toPlainText(), QStringLiteral("{\"n\":1}"));
        QVERIFY(window.find<QLineEdit>("url")->text().endsWith(QLatin1String("/one")));
    }

    void what_a_send_causes_is_inspected_with_links()
    {
        ComposeWindow window;
        QTRY_COMPARE(window.stack.session().phase(), SessionPhase::Attached);
        window.server.onRequest = [&](const QString& trace) {
            const test::RecordedOrder order(trace);
            window.stack.writer().add(order.all());
            window.stack.writer().add(QList<MessageRow>{order.outboxRow(), order.inboxRow()});
        };
        window.write(window.server.url(), QStringLiteral("{}"));
        QSignalSpy changed(&window.page, &Page::inspectionChanged);
        QTest::mouseClick(window.find<QPushButton>("send"), Qt::LeftButton);
        QTRY_VERIFY(window.find<QListView>("journey")->model()->rowCount() >= 8);
        QVERIFY(changed.count() > 0);
        const Inspection inspection = window.page.inspection();
        const QString trace = window.presenter.state().traceId;
        QCOMPARE(inspection.sections.first().rows.first().link, (Link{Link::Kind::Trace, trace}));
        QVERIFY(inspection.sections.at(1).bullets.size() >= 8);
        QVERIFY(inspection.acts.contains(
            Inspection::Act{QString(), QStringLiteral("All logs"), {Link::Kind::LogsOfTrace, trace}, true}));
    }

    void an_offer_of_the_stack_fills_the_editor()
    {
        ComposeWindow window;
        DemoStep step;
        step.name = QStringLiteral("Make a thing");
        step.method = QStringLiteral("PUT");
        step.path = QStringLiteral("/things/1");
        step.body = QStringLiteral("{\"a\":{}}");
        auto* offers = window.find<QListView>("offers");
        QVERIFY(!offers->isVisible());
        window.presenter.stack().offerRequests({step});
        QTRY_VERIFY(offers->isVisible());
        QTest::mouseClick(
            offers->viewport(), Qt::LeftButton, {}, offers->visualRect(offers->model()->index(0, 0)).center());
        QCOMPARE(window.find<QComboBox>("method")->currentText(), QStringLiteral("PUT"));
        QCOMPARE(window.find<QLineEdit>("url")->text(), QStringLiteral("/things/1"));
        QCOMPARE(window.find<CodeEditor>("body")->toPlainText(), QStringLiteral("{\n  \"a\": {}\n}"));
    }
};

int main(int argc, char* argv[])
{
    return test::run<QApplication, ComposePageTest>(argc, argv);
}

#include "compose_page_test.moc"
