// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/state_paths.h"
#include "support/qt_test_main.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <unistd.h>

using namespace signalbox;

class StatePathsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void the_id_of_a_stack_is_stable_and_tells_two_files_apart()
    {
        const QString one = stackId(QStringLiteral("shop"), QStringLiteral("/a/compose.yaml"));
        QCOMPARE(stackId(QStringLiteral("shop"), QStringLiteral("/a/compose.yaml")), one);
        QVERIFY(stackId(QStringLiteral("shop"), QStringLiteral("/b/compose.yaml")) != one);
        QVERIFY(one.startsWith(QStringLiteral("shop-")));
    }

    void an_overridden_folder_is_used_as_it_is_given()
    {
        const auto paths = statePaths(QStringLiteral("x"), {QStringLiteral("/s"), QStringLiteral("/r")});
        QVERIFY(paths);
        QCOMPARE(paths->telemetryDb(), QStringLiteral("/s/telemetry.db"));
        QCOMPARE(paths->controlSocket(), QStringLiteral("/r/control.sock"));
    }

    void a_socket_path_that_the_system_would_cut_is_refused()
    {
        const auto paths = statePaths(QStringLiteral("x"), {{}, QLatin1Char('/') + QString(120, QLatin1Char('r'))});
        QVERIFY(!paths);
        QVERIFY(paths.error().message.contains(QStringLiteral("--runtime-dir")));
    }

    void the_folders_are_for_their_owner_alone()
    {
        QTemporaryDir parent;
        const StatePaths paths{parent.filePath(QStringLiteral("s")), parent.filePath(QStringLiteral("r"))};
        QVERIFY(createFolders(paths));
        QVERIFY(createFolders(paths)); // and again
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                            QFile::WriteOther | QFile::ExeOther;
        for (const QString& folder : {paths.stateDir, paths.runtimeDir, paths.tlsDir(), paths.logsDir()})
            QVERIFY2(!(QFileInfo(folder).permissions() & others), qPrintable(folder));
    }

    void a_folder_that_cannot_be_made_is_named()
    {
        QTemporaryDir parent;
        QFile file(parent.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto created = createFolders({file.fileName() + QStringLiteral("/s"), parent.path()});
        QVERIFY(!created);
        QVERIFY(created.error().message.contains(file.fileName()));
    }

    void a_folder_below_one_of_another_user_is_refused()
    {
        QTemporaryDir parent;
        constexpr uid_t nobody = 65534;
        if (chown(QFile::encodeName(parent.path()).constData(), nobody, gid_t(-1)) != 0)
            QSKIP("only root can give a folder away");
        const auto created =
            createFolders({parent.filePath(QStringLiteral("s")), parent.filePath(QStringLiteral("r"))});
        QVERIFY(!created);
        QCOMPARE(created.error().code, Error::Code::Refused);
        QVERIFY(created.error().message.contains(parent.path()));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, StatePathsTest>(argc, argv);
}

#include "state_paths_test.moc"
