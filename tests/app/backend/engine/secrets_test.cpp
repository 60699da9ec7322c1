// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/secrets.h"
#include "core/stack/env_file.h"
#include "support/qt_test_main.h"

#include <QTemporaryDir>

using namespace signalbox;

class SecretsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void the_first_run_makes_random_values_that_only_the_owner_can_read()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("secrets.env"));
        const auto secrets = ensureSecrets(file, {QStringLiteral("A"), QStringLiteral("B")});
        QVERIFY(secrets);
        QVERIFY(secrets->value(QStringLiteral("A")).size() >= 32);
        QVERIFY(secrets->value(QStringLiteral("A")) != secrets->value(QStringLiteral("B")));
        const auto open = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(QFile(file).permissions() & open, QFile::Permissions());
    }

    void later_runs_read_them_back_and_add_what_is_new()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("secrets.env"));
        const auto first = ensureSecrets(file, {QStringLiteral("A")});
        const auto second = ensureSecrets(file, {QStringLiteral("A"), QStringLiteral("B")});
        const auto third = ensureSecrets(file, {QStringLiteral("B")});
        QVERIFY(first && second && third);
        QCOMPARE(second->value(QStringLiteral("A")), first->value(QStringLiteral("A")));
        QCOMPARE(third->value(QStringLiteral("B")), second->value(QStringLiteral("B")));
        QCOMPARE(third->size(), 1);
        QVERIFY(readEnvFile(file)->contains(QStringLiteral("A"))); // not wanted now, perhaps again tomorrow
    }

    void a_value_of_the_users_own_is_taken_once_and_then_kept()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("secrets.env"));
        const QString own = QStringLiteral("a \"quoted\" \\ pass#word");
        QVERIFY(ensureSecrets(file, {QStringLiteral("A")}, {{QStringLiteral("A"), own}}));
        const auto later = ensureSecrets(file, {QStringLiteral("A")}, {{QStringLiteral("A"), QStringLiteral("other")}});
        QVERIFY(later);
        QCOMPARE(later->value(QStringLiteral("A")), own);
    }

    void a_file_that_cannot_be_written_is_a_sentence()
    {
        const auto secrets = ensureSecrets(QStringLiteral("/proc/secrets.env"), {QStringLiteral("A")});
        QVERIFY(!secrets);
        QVERIFY(secrets.error().message.contains(QStringLiteral("/proc/secrets.env")));
    }
};

QTEST_GUILESS_MAIN(SecretsTest)
#include "secrets_test.moc"
