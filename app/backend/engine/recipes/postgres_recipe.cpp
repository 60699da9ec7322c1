// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/recipes/private_file.h"
#include "backend/engine/recipes/recipe_text.h"
#include "backend/engine/recipes/recipes.h"

#include <QCollator>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace signalbox {
namespace {

const QString superuser = QStringLiteral("postgres");

// Where one cluster lives. It is made beside its place and renamed, so that half of one is never taken for a whole.
struct ClusterPaths
{
    explicit ClusterPaths(const QString& dataDir)
        : folder(dataDir)
        , cluster(dataDir + QStringLiteral("/cluster"))
        , unfinished(dataDir + QStringLiteral("/cluster.new"))
        , passwordFile(dataDir + QStringLiteral("/superuser.password"))
        , config(dataDir + QStringLiteral("/postgresql.conf"))
        , access(dataDir + QStringLiteral("/pg_hba.conf"))
    {
    }

    bool exists() const { return QFile::exists(cluster + QStringLiteral("/PG_VERSION")); }

    QString folder;
    QString cluster;
    QString unfinished;
    QString passwordFile;
    QString config;
    QString access;
};

QString majorVersion(const ClusterPaths& paths)
{
    const Result<QByteArray> version = readWholeFile(paths.cluster + QStringLiteral("/PG_VERSION"));
    return version ? QString::fromLatin1(version->trimmed()) : QString();
}

// Debian keeps each major version in a folder of its own and off PATH; a cluster runs with the one that made it.
Result<QString> findPrograms(const ClusterPaths& paths, const Variables& variables)
{
    const QString major = majorVersion(paths);
    QDir versions(QStringLiteral("/usr/lib/postgresql"));
    QStringList candidates = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCollator numeric;
    numeric.setNumericMode(true);
    std::sort(candidates.begin(), candidates.end(), [&numeric](const QString& a, const QString& b) {
        return numeric.compare(a, b) > 0;
    });
    for (const QString& version : std::as_const(candidates)) {
        const QString bin = versions.filePath(version) + QStringLiteral("/bin");
        if ((major.isEmpty() || major == version) && QFileInfo(bin + QStringLiteral("/postgres")).isExecutable())
            return bin;
    }
    if (!major.isEmpty())
        return fail(Error::Code::NotFound,
                    RecipeText::tr("The data in %1 was made by PostgreSQL %2, which is not installed. Install it "
                                   "(apt-get install postgresql-%2), or remove the folder to begin anew.")
                        .arg(paths.folder, major));
    if (const QString program = findOnPath(QStringLiteral("postgres"), variables); !program.isEmpty())
        return QFileInfo(program).absolutePath();
    return fail(Error::Code::NotFound,
                RecipeText::tr("PostgreSQL is missing. Install it: apt-get install postgresql-15."));
}

// Durable, on loopback, without a socket file; everything to stderr, which the engine keeps.
QByteArray configuration(const ClusterPaths& paths, int port)
{
    QString access = paths.access;
    access.replace(QLatin1Char('\''), QLatin1String("''"));
    return QStringLiteral("listen_addresses = '127.0.0.1'\n"
                          "port = %1\n"
                          "unix_socket_directories = ''\n"
                          "hba_file = '%2'\n"
                          "max_connections = 200\n"
                          "fsync = on\n"
                          "synchronous_commit = on\n"
                          "full_page_writes = on\n"
                          "shared_buffers = 128MB\n"
                          "huge_pages = off\n"
                          "max_wal_size = 512MB\n"
                          "autovacuum_naptime = 20s\n"
                          "jit = off\n"
                          "password_encryption = 'scram-sha-256'\n"
                          "timezone = 'UTC'\n"
                          "log_timezone = 'UTC'\n"
                          "lc_messages = 'C.UTF-8'\n"
                          "log_destination = 'stderr'\n"
                          "logging_collector = off\n"
                          "log_line_prefix = '%m [%p] %q%u@%d %a '\n"
                          "log_checkpoints = off\n"
                          "log_lock_waits = on\n"
                          "log_min_duration_statement = 500ms\n")
        .arg(port)
        .arg(access)
        .toUtf8();
}

Result<void> writeConfiguration(const ClusterPaths& paths, int port)
{
    const Result<void> written = writePrivateFile(paths.config, configuration(paths, port));
    return written ? writePrivateFile(paths.access, "host all all 127.0.0.1/32 scram-sha-256\n") : written;
}

ProcessSpec program(const QString& path, const ClusterPaths& paths)
{
    ProcessSpec spec;
    spec.program = path;
    spec.environment = plainEnvironment(paths.folder);
    spec.environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    spec.workingDirectory = paths.folder;
    spec.writable = {paths.folder};
    return spec;
}

QList<LaunchStep> createCluster(const QString& bin, const ClusterPaths& paths, const QString& password)
{
    ProcessSpec initdb = program(bin + QStringLiteral("/initdb"), paths);
    initdb.arguments = {QStringLiteral("--pgdata=") + paths.unfinished,
                        QStringLiteral("--username=") + superuser,
                        QStringLiteral("--pwfile=") + paths.passwordFile,
                        QStringLiteral("--auth=scram-sha-256"),
                        QStringLiteral("--encoding=UTF8"),
                        QStringLiteral("--locale=C.UTF-8"),
                        QStringLiteral("--data-checksums"),
                        QStringLiteral("--no-instructions")};
    const QString title = RecipeText::tr("create the database cluster");
    const auto begin = [paths, password] {
        QDir(paths.unfinished).removeRecursively();
        return writePrivateFile(paths.passwordFile, password.toUtf8() + '\n');
    };
    const auto finish = [paths]() -> Result<void> {
        QFile::remove(paths.passwordFile);
        if (QDir().rename(paths.unfinished, paths.cluster))
            return {};
        return fail(Error::Code::Failed,
                    RecipeText::tr("The new cluster could not be moved to %1. Remove that folder.").arg(paths.cluster));
    };
    return {{title, begin}, {title, initdb}, {title, finish}};
}

// Runs the stack's SQL once for each database. Passwords go by environment: arguments can be read by everybody.
Result<LaunchStep> provisionDatabase(const QString& database,
                                     const ServiceDefinition& service,
                                     const LaunchContext& context,
                                     ProcessSpec psql)
{
    static const QList<QPair<QString, QString>> roles{
        {QStringLiteral("OWNER_PASSWORD"), QStringLiteral("OWNER_PASSWORD")},
        {QStringLiteral("RUNTIME_PASSWORD"), QStringLiteral("DB_PASSWORD")},
        {QStringLiteral("READER_PASSWORD"), QStringLiteral("READER_PASSWORD")},
        {QStringLiteral("OPERATOR_PASSWORD"), QStringLiteral("OPERATOR_PASSWORD")}};
    psql.environment.insert(QStringLiteral("DATABASE"), database);
    for (const auto& [name, suffix] : roles) {
        const Result<QString> password = requiredVariable(context, service.name, serviceVariable(database, suffix));
        if (!password)
            return tl::unexpected(password.error());
        psql.environment.insert(name, *password);
    }
    return LaunchStep{RecipeText::tr("prepare the database %1").arg(database), psql};
}

QString quotedValue(QString value) // libpq, "Keyword/Value Connection Strings"
{
    value.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\''), QLatin1String("\\'"));
    return QLatin1Char('\'') + value + QLatin1Char('\'');
}

Result<QList<LaunchStep>>
provisionAll(const ServiceDefinition& service, const LaunchContext& context, const ProcessSpec& psql)
{
    QList<LaunchStep> steps;
    if (!service.native.databases.isEmpty() && service.native.config.isEmpty())
        return fail(Error::Code::InvalidData,
                    RecipeText::tr("%1 lists databases, so x-signalbox.native.config must name the SQL file that makes "
                                   "one of them with its roles.")
                        .arg(service.name));
    for (const QString& database : service.native.databases) {
        const Result<LaunchStep> step = provisionDatabase(database, service, context, psql);
        if (!step)
            return tl::unexpected(step.error());
        steps.append(*step);
    }
    return steps;
}

ProcessSpec psqlFor(const QString& bin, const ClusterPaths& paths, const QString& sqlFile, int port)
{
    ProcessSpec psql = program(bin + QStringLiteral("/psql"), paths);
    psql.arguments = {QStringLiteral("--no-psqlrc"), QStringLiteral("--quiet"), QStringLiteral("--file=") + sqlFile};
    psql.environment.insert(QStringLiteral("PGHOST"), QStringLiteral("127.0.0.1"));
    psql.environment.insert(QStringLiteral("PGPORT"), QString::number(port));
    psql.environment.insert(QStringLiteral("PGUSER"), superuser);
    psql.environment.insert(QStringLiteral("PGDATABASE"), QStringLiteral("postgres"));
    psql.readable = {sqlFile};
    psql.writable = {}; // the server runs in its folder meanwhile
    psql.workingDirectory = QStringLiteral("/");
    return psql;
}

} // namespace

Result<LaunchPlan> postgresPlan(const ServiceDefinition& service, const LaunchContext& context)
{
    const ClusterPaths paths(context.paths.dataDir(service.name));
    const Result<QString> bin = findPrograms(paths, context.variables);
    if (!bin)
        return tl::unexpected(bin.error());
    const Result<QString> password = requiredVariable(context, service.name, QStringLiteral("POSTGRES_PASSWORD"));
    if (!password)
        return tl::unexpected(password.error());

    LaunchPlan plan;
    plan.ports = portsInForce(service, context);
    const int port = plan.ports.value(QStringLiteral("sql"));
    if (!paths.exists())
        plan.prepare = createCluster(*bin, paths, *password);
    plan.prepare.append(
        {RecipeText::tr("write the configuration"), [paths, port] { return writeConfiguration(paths, port); }});
    plan.process = program(*bin + QStringLiteral("/postgres"), paths);
    plan.process.arguments = {
        QStringLiteral("-D"), paths.cluster, QStringLiteral("-c"), QStringLiteral("config_file=") + paths.config};
    plan.probe = PostgresProbe{QStringLiteral("host=127.0.0.1 port=%1 user=%2 dbname=postgres connect_timeout=2 "
                                              "application_name=signalbox password=%3")
                                   .arg(port)
                                   .arg(superuser, quotedValue(*password))};
    ProcessSpec psql = psqlFor(*bin, paths, context.stackDir + QLatin1Char('/') + service.native.config, port);
    psql.environment.insert(QStringLiteral("PGPASSWORD"), *password);
    Result<QList<LaunchStep>> provision = provisionAll(service, context, psql);
    if (!provision)
        return tl::unexpected(provision.error());
    plan.provision = std::move(*provision);
    plan.stopSignal = SIGINT;                      // fast shutdown: SIGTERM would wait for every client to go
    plan.startTimeout = std::chrono::seconds(120); // it may have a crash to recover from
    plan.stopGrace = std::chrono::seconds(15);
    return plan;
}

} // namespace signalbox
