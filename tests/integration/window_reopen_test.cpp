// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"
#include "gui/daemon_connection.h"
#include "gui/workbench.h"
#include "models/item_roles.h"
#include "models/service_model.h"
#include "support/qt_test_main.h"
#include "support/test_stack.h"
#include "ui/shell/appearance.h"
#include "ui/shell/language.h"
#include "ui/shell/settings.h"
#include "ui/widgets/page.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>

using namespace signalbox;

namespace {

// The window as main() builds it, over the stack of a test. Destroying it is what the end of the program is.
struct OpenedWindow
{
    OpenedWindow(const StackLocation& location, const QString& settingsFile)
        : settings(settingsFile)
        , language(settings)
        , appearance(*static_cast<QApplication*>(QCoreApplication::instance()), settings)
        , connection(location)
        , session(connection.channel())
        , store(location.paths.stateDir)
        , workbench({session, store, http, settings, appearance, language})
        , closed(&workbench, &Workbench::closed)
    {
        QObject::connect(&connection, &DaemonConnection::problemChanged, &workbench, &Workbench::setConnectionProblem);
        connection.establish();
        workbench.window().show();
    }

    MainWindow& window() { return workbench.window(); }
    QAbstractItemModel* rows(const char* view)
    {
        return window().findChild<QAbstractItemView*>(QString::fromLatin1(view))->model();
    }
    // What the Stack page says of each service: "orders ready".
    QStringList shownStates()
    {
        const QAbstractItemModel* model = rows("services");
        QStringList shown;
        for (int row = 0; row < model->rowCount(); ++row)
            shown << model->index(row, ServiceModel::ServiceColumn).data().toString() + QLatin1Char(' ') +
                         model->index(row, ServiceModel::StateColumn).data().toString();
        return shown;
    }
    bool lists(const QString& traceId)
    {
        const QAbstractItemModel* model = rows("traceList");
        for (int row = 0; row < model->rowCount(); ++row)
            if (model->index(row, 0).data(IdRole).toString() == traceId)
                return true;
        return false;
    }

    Settings settings;
    Language language;
    Appearance appearance;
    DaemonConnection connection;
    StackSession session;
    StoreClient store;
    HttpClient http;
    Workbench workbench;
    QSignalSpy closed;
};

// pid and start of each process: the same means that nothing was started anew.
QStringList processes(const StackSession& session)
{
    QStringList list;
    for (const ServiceState& state : session.states())
        list << QStringLiteral("%1 %2 %3").arg(state.service).arg(state.pid).arg(state.startedMs);
    return list;
}

} // namespace

// The stack belongs to the daemon: it outlives the window, and the next window finds it as it is.
class WindowReopenTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto location = locateStack({{}, {m_stack.stateDir(), m_stack.runtimeDir()}});
        QVERIFY(location.has_value());
        m_location = *location;
        m_daemon = m_stack.daemonPid();
        QVERIFY(m_daemon > 0);

        HeaderList headers = m_stack.signIn();
        m_traceId = newTraceId();
        headers.emplaceBack("traceparent", traceparent(m_traceId, newSpanId()).toLatin1());
        QCOMPARE(m_stack.postOrder(headers).status, 201);
    }

    void init() { test::failOnAnyWarning(); }

    void a_window_that_is_told_to_keep_the_stack_running_closes_and_leaves_it_running()
    {
        OpenedWindow opened(m_location, settingsFile());
        QTRY_COMPARE_WITH_TIMEOUT(opened.shownStates(), m_readyStates, 10'000);
        opened.window().showPage(QStringLiteral("traces"));
        QTRY_VERIFY(opened.lists(m_traceId));
        m_processes = processes(opened.session);

        QVERIFY(!opened.window().close());
        auto* keep = opened.window().findChild<QPushButton*>(QStringLiteral("keepRunning"));
        QVERIFY(keep);
        QTest::mouseClick(keep, Qt::LeftButton);
        QTRY_COMPARE(opened.closed.count(), 1);
        QVERIFY(!opened.window().isVisible());
    }

    void the_next_window_is_attached_to_the_same_processes_and_shows_the_same()
    {
        OpenedWindow opened(m_location, settingsFile());
        QTRY_COMPARE_WITH_TIMEOUT(opened.session.phase(), SessionPhase::Attached, 10'000);
        QCOMPARE(opened.window().currentPage()->id(), QStringLiteral("traces")); // as it was left
        QTRY_VERIFY(opened.lists(m_traceId));
        opened.window().showPage(QStringLiteral("stack"));
        QTRY_COMPARE(opened.shownStates(), m_readyStates);
        QCOMPARE(processes(opened.session), m_processes);
        QCOMPARE(m_stack.daemonPid(), m_daemon);
        QCOMPARE(daemons(), QList<qint64>{m_daemon});
    }

    void the_remembered_answer_closes_the_next_window_without_a_question()
    {
        OpenedWindow opened(m_location, settingsFile());
        opened.window().showPage(QStringLiteral("stack"));
        QTRY_COMPARE_WITH_TIMEOUT(opened.shownStates(), m_readyStates, 10'000);
        QVERIFY(opened.window().close());
        QCOMPARE(opened.closed.count(), 1);
    }

    void a_stack_without_a_window_goes_on()
    {
        QCOMPARE(daemons(), QList<qint64>{m_daemon});
        for (const QString& line : m_processes) {
            const QJsonObject status = m_stack.status(line.section(QLatin1Char(' '), 0, 0));
            QCOMPARE(status.value(QStringLiteral("phase")).toString(), QStringLiteral("ready"));
            QCOMPARE(status.value(QStringLiteral("pid")).toInteger(),
                     line.section(QLatin1Char(' '), 1, 1).toLongLong());
        }
    }

private:
    QString settingsFile() const { return m_settings.filePath(QStringLiteral("settings.json")); }

    QList<qint64> daemons() const
    {
        QList<qint64> found;
        for (const qint64 pid : test::processesNaming(m_stack.stateDir())) {
            QFile name(QStringLiteral("/proc/%1/comm").arg(pid));
            if (name.open(QIODevice::ReadOnly) && name.readAll() == "signalboxd\n")
                found << pid;
        }
        return found;
    }

    const QStringList m_readyStates{QStringLiteral("edge ready"),
                                    QStringLiteral("postgres ready"),
                                    QStringLiteral("rabbitmq ready"),
                                    QStringLiteral("auth ready"),
                                    QStringLiteral("orders ready"),
                                    QStringLiteral("invoices ready"),
                                    QStringLiteral("items ready")};
    test::TestStack m_stack;
    QTemporaryDir m_settings;
    StackLocation m_location;
    qint64 m_daemon = 0;
    QString m_traceId;
    QStringList m_processes;
};

int main(int argc, char* argv[])
{
    return test::run<QApplication, WindowReopenTest>(argc, argv);
}

#include "window_reopen_test.moc"
