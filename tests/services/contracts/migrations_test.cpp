// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace {

QByteArray textOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// What in a migration stops the code of the release before, which still runs beside the new one: it reads what is
// gone or has another name or type, or it does not write what has to be there now. A constraint may be dropped, for a
// wider one.
QStringList takenAway(QString sql)
{
    static const QRegularExpression comments(QStringLiteral("--[^\\n]*"));
    static const QRegularExpression rules(
        QStringLiteral("\\bDROP\\s+(?!CONSTRAINT\\b|INDEX\\b|NOT\\s+NULL\\b|DEFAULT\\b)\\w+[^;,]*"
                       "|\\bRENAME\\b[^;,]*|\\bTRUNCATE\\b[^;]*|\\bSET\\s+NOT\\s+NULL\\b"
                       "|\\bALTER\\s+(COLUMN\\s+)?\\w+\\s+(SET\\s+DATA\\s+)?TYPE\\b[^;,]*"
                       "|\\bADD\\s+COLUMN\\s+(?:(?!\\bDEFAULT\\b)[^;,])*\\bNOT\\s+NULL\\b(?![^;,]*\\bDEFAULT\\b)"),
        QRegularExpression::CaseInsensitiveOption);
    sql.remove(comments);
    QStringList found;
    auto match = rules.globalMatch(sql);
    while (match.hasNext())
        found.append(match.next().captured().simplified());
    return found;
}

QStringList migrationsBelow(const QString& folder)
{
    QStringList paths;
    QDirIterator files(folder, {QStringLiteral("*.sql")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (path.contains(QStringLiteral("/migrations/")) && !path.contains(QStringLiteral("/released/")))
            paths.append(path);
    }
    return paths;
}

} // namespace

// Old and new code share a database while one replaces the other.
class MigrationsTest : public QObject
{
    Q_OBJECT

private slots:
    void what_was_released_is_never_edited()
    {
        const QString services = signalbox::test::sourcePath("services");
        const QDir released(services + QStringLiteral("/contracts/released"));
        int compared = 0;
        for (const QString& version : released.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const QDir folder(released.filePath(version + QStringLiteral("/migrations")));
            QDirIterator files(folder.path(), {QStringLiteral("*.sql")}, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QString path = files.next();
                const QString name = folder.relativeFilePath(path);
                const QString current = services + u'/' + name.section(u'/', 0, -2) + QStringLiteral("/migrations/") +
                                        name.section(u'/', -1);
                QVERIFY2(textOf(path) == textOf(current), qPrintable(name));
                ++compared;
            }
        }
        QVERIFY(compared >= 12);
    }

    void every_migration_only_adds()
    {
        const QStringList paths = migrationsBelow(signalbox::test::sourcePath("services"));
        QVERIFY(paths.size() >= 12);
        for (const QString& path : paths) {
            const QStringList found = takenAway(QString::fromUtf8(textOf(path)));
            QVERIFY2(found.isEmpty(), qPrintable(path + QStringLiteral(": ") + found.join(QStringLiteral("; "))));
        }
    }

    void what_takes_something_away_is_seen_data()
    {
        QTest::addColumn<QString>("sql");
        for (const char* sql : {"DROP TABLE orders;",
                                "alter table orders drop column note;",
                                "ALTER TABLE orders RENAME COLUMN note TO remark;",
                                "ALTER TABLE orders RENAME TO purchases;",
                                "ALTER TABLE orders ALTER COLUMN amount TYPE int;",
                                "ALTER TABLE orders ALTER amount SET DATA TYPE int;",
                                "ALTER TABLE orders ALTER COLUMN note SET NOT NULL;",
                                "ALTER TABLE orders ADD COLUMN lines jsonb NOT NULL;",
                                "ALTER TABLE orders ADD COLUMN a int DEFAULT 1, ADD COLUMN b int NOT NULL;",
                                "DROP FUNCTION outbox_part(text, text);",
                                "TRUNCATE orders;"})
            QTest::newRow(sql) << QString::fromLatin1(sql);
    }
    void what_takes_something_away_is_seen()
    {
        QFETCH(QString, sql);
        QVERIFY(!takenAway(sql).isEmpty());
    }

    void what_adds_is_fine_data()
    {
        QTest::addColumn<QString>("sql");
        for (const char* sql :
             {"CREATE TABLE more (id uuid NOT NULL, name text NOT NULL);",
              "ALTER TABLE orders ADD COLUMN note text;",
              "ALTER TABLE orders ADD COLUMN version bigint NOT NULL DEFAULT 1;",
              "ALTER TABLE orders ADD COLUMN version bigint DEFAULT 1 NOT NULL;",
              "ALTER TABLE s DROP CONSTRAINT s_check; ALTER TABLE s ADD CONSTRAINT s_check CHECK (a > 0);",
              "ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;",
              "CREATE INDEX orders_at ON orders (at); -- instead of DROP TABLE"})
            QTest::newRow(sql) << QString::fromLatin1(sql);
    }
    void what_adds_is_fine()
    {
        QFETCH(QString, sql);
        QCOMPARE(takenAway(sql), QStringList());
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, MigrationsTest>(argc, argv);
}

#include "migrations_test.moc"
