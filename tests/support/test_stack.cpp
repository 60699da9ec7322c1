// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_stack.h"
#include "support/paths.h"

#include "core/base/ids.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <libpq-fe.h>

namespace signalbox::test {
namespace {

const QString binDir = signalbox::test::programFolder();
constexpr int answerMs = 30'000;

// One character of a process's state is behind the last ')': the name before it may contain anything (proc(5)).
bool isAlive(const QString& pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray stat = file.readAll(); // empty when it ended meanwhile
    const QByteArray state = stat.mid(stat.lastIndexOf(')') + 2, 1);
    return !state.isEmpty() && state != "Z" && state != "X";
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QJsonObject TestStack::Outcome::json() const
{
    return QJsonDocument::fromJson(out).object();
}

TestStack::TestStack()
    : m_folder(QDir::tempPath() + QStringLiteral("/sbtest-XXXXXX"))
{
    // Children of a root daemon run under another account and must reach the folders below.
    QFile::setPermissions(m_folder.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther |
                              QFile::ReadGroup | QFile::ExeGroup);
}

TestStack::~TestStack()
{
    down();
}

TestStack::Outcome TestStack::ctl(const QStringList& arguments, int timeoutMs) const
{
    QProcess process;
    process.start(
        binDir + QStringLiteral("/signalboxctl"),
        arguments +
            QStringList{QStringLiteral("--state-dir"), stateDir(), QStringLiteral("--runtime-dir"), runtimeDir()});
    if (!process.waitForFinished(timeoutMs))
        process.kill();
    process.waitForFinished();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QString TestStack::up()
{
    const Outcome outcome = ctl({QStringLiteral("up"), QStringLiteral("--wait")});
    if (outcome.exitCode != 0)
        return QString::fromUtf8("up --wait: " + outcome.out + outcome.err);
    m_info = ctl({QStringLiteral("info"), QStringLiteral("--json"), QStringLiteral("--secrets")}).json();
    return m_info.isEmpty() ? QStringLiteral("info --json printed no object") : QString();
}

QString TestStack::down()
{
    const Outcome outcome = ctl({QStringLiteral("down")});
    return outcome.exitCode == 0 ? QString() : QString::fromUtf8("down: " + outcome.out + outcome.err);
}

QJsonObject TestStack::status(const QString& service) const
{
    const QJsonArray services =
        ctl({QStringLiteral("status"), QStringLiteral("--json")}).json().value(QStringLiteral("services")).toArray();
    for (const auto& entry : services)
        if (entry.toObject().value(QStringLiteral("service")).toString() == service)
            return entry.toObject();
    return {};
}

bool TestStack::isReady(const QString& service) const
{
    return status(service).value(QStringLiteral("phase")).toString() == QStringLiteral("ready");
}

qint64 TestStack::daemonPid() const
{
    return contents(runtimeDir() + QStringLiteral("/daemon.lock")).simplified().split(' ').first().toLongLong();
}

HttpResponse
TestStack::send(const QByteArray& method, const QString& path, const HeaderList& headers, const QByteArray& body)
{
    HttpRequest request;
    request.method = method;
    request.url = m_info.value(QStringLiteral("edge_url")).toString() + path;
    request.headers = headers;
    request.body = body;
    request.caFile = m_info.value(QStringLiteral("ca_file")).toString();
    const bool typed = std::any_of(headers.begin(), headers.end(), [](const auto& field) {
        return QByteArray(field.first).compare("Content-Type", Qt::CaseInsensitive) == 0;
    });
    if (!body.isEmpty() && !typed)
        request.headers.emplaceBack("Content-Type", "application/json");
    auto future = m_http.send(request);
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, answerMs) || future.resultCount() == 0)
        return {};
    const auto result = future.result();
    return result ? *result : HttpResponse{};
}

HeaderList TestStack::signIn()
{
    const QString email = QStringLiteral("user%1-%2@example.com").arg(++m_users).arg(newSpanId());
    const QJsonObject account{{QStringLiteral("email"), email},
                              {QStringLiteral("password"), QStringLiteral("correct horse battery")}};
    const QByteArray body = QJsonDocument(account).toJson(QJsonDocument::Compact);
    send("POST", QStringLiteral("/api/v1/auth/register"), {}, body);
    const HttpResponse login = send("POST", QStringLiteral("/api/v1/auth/login"), {}, body);
    const QString token = QJsonDocument::fromJson(login.body).object().value(QStringLiteral("access_token")).toString();
    return {{"Authorization", "Bearer " + token.toLatin1()}};
}

HttpResponse TestStack::postOrder(const HeaderList& user, const QByteArray& body, const QByteArray& key)
{
    HeaderList headers = user;
    if (!key.isEmpty())
        headers.emplaceBack("Idempotency-Key", QByteArray('"' + key + '"'));
    return send("POST", QStringLiteral("/api/v1/orders"), headers, body);
}

qint64 TestStack::count(const QString& database, const QString& sql) const
{
    const QString url = m_info.value(QStringLiteral("databases"))
                            .toObject()
                            .value(database)
                            .toObject()
                            .value(QStringLiteral("owner_url"))
                            .toString();
    PGconn* connection = PQconnectdb(url.toUtf8().constData());
    PGresult* result = PQexec(connection, sql.toUtf8().constData());
    qint64 value = -1;
    if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1)
        value = QByteArray(PQgetvalue(result, 0, 0)).toLongLong();
    else
        qWarning("%s: %s", qPrintable(sql), PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
    return value;
}

QList<qint64> processesNaming(const QString& text)
{
    QList<qint64> found;
    const QByteArray needle = text.toUtf8();
    for (const QString& pid : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        if (!pid.at(0).isDigit() || !isAlive(pid))
            continue;
        const QString folder = QStringLiteral("/proc/") + pid;
        if (contents(folder + QStringLiteral("/cmdline")).contains(needle) ||
            contents(folder + QStringLiteral("/environ")).contains(needle))
            found.append(pid.toLongLong());
    }
    return found;
}

QSet<int> listeningPorts()
{
    QSet<int> ports;
    for (const QString& table : {QStringLiteral("/proc/net/tcp"), QStringLiteral("/proc/net/tcp6")}) {
        for (const QByteArray& line : contents(table).split('\n')) {
            const QList<QByteArray> words = line.simplified().split(' ');
            if (words.size() > 3 && words.at(3) == "0A") // TCP_LISTEN
                ports.insert(words.at(1).split(':').last().toInt(nullptr, 16));
        }
    }
    return ports;
}

} // namespace signalbox::test
