// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/daemon/test_daemon.h"

#include "support/engine/free_port.h"
#include "support/paths.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLocalSocket>
#include <QTest>

namespace signalbox::test {
namespace {

const QString binDir = signalbox::test::programFolder();
constexpr int startMs = 10'000;

QByteArray quoted(const QByteArrayList& words)
{
    QByteArrayList parts;
    for (const QByteArray& word : words)
        parts.append('"' + word + '"');
    return parts.join(", ");
}

} // namespace

TestDaemon::TestDaemon()
    : m_folder(QDir::tempPath() + QStringLiteral("/sbd-XXXXXX"))
    , m_stateDir(m_folder.filePath(QStringLiteral("state")))
    , m_environment(QProcessEnvironment::systemEnvironment())
{
    // Children of a root daemon run under another account and must reach the folders below.
    QFile::setPermissions(m_folder.path(), QFileDevice::Permissions(0x7055));
    // What goes to a thread's cache is not filled, so there is none.
    m_environment.insert(QStringLiteral("MALLOC_PERTURB_"), QStringLiteral("85"));
    m_environment.insert(QStringLiteral("GLIBC_TUNABLES"), QStringLiteral("glibc.malloc.tcache_count=0"));
    m_process.setProcessChannelMode(QProcess::MergedChannels);
}

TestDaemon::~TestDaemon()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

void TestDaemon::setVariable(const QString& name, const QString& value)
{
    if (value.isEmpty())
        m_environment.remove(name);
    else
        m_environment.insert(name, value);
}

void TestDaemon::writeStack(const QByteArray& yaml) const
{
    QFile file(stackFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(yaml);
}

QStringList TestDaemon::places() const
{
    return {QStringLiteral("--stack"),
            stackFile(),
            QStringLiteral("--state-dir"),
            stateDir(),
            QStringLiteral("--runtime-dir"),
            runtimeDir()};
}

void TestDaemon::launch(const QStringList& arguments)
{
    const QStringList words = m_wrapper + QStringList{binDir + QStringLiteral("/signalboxd")} + places() + arguments;
    m_process.setProcessEnvironment(m_environment);
    m_process.start(words.first(), words.mid(1));
}

QString TestDaemon::start(const QStringList& arguments)
{
    launch(arguments);
    const bool answers = QTest::qWaitFor(
        [this] {
            QLocalSocket knock;
            knock.connectToServer(socket());
            return knock.waitForConnected(100) || m_process.state() == QProcess::NotRunning;
        },
        startMs);
    if (answers && m_process.state() == QProcess::Running)
        return {};
    return QStringLiteral("signalboxd does not answer: ") + said();
}

int TestDaemon::exitCode(int timeoutMs)
{
    if (m_process.state() != QProcess::NotRunning &&
        !QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, timeoutMs))
        return -2;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

QString TestDaemon::said()
{
    m_said += QString::fromUtf8(m_process.readAll());
    return m_said;
}

QStringList TestDaemon::ctlWords(const QStringList& arguments) const
{
    return QStringList{binDir + QStringLiteral("/signalboxctl")} + arguments + places();
}

TestDaemon::Outcome TestDaemon::ctl(const QStringList& arguments, int timeoutMs) const
{
    const QStringList words = ctlWords(arguments);
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.start(words.first(), words.mid(1));
    if (!process.waitForFinished(timeoutMs)) {
        process.kill();
        process.waitForFinished();
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(),
            process.readAllStandardError()};
}

TestDaemon::Client::Client(const QString& socket)
    : channel(socket)
    , session(channel)
{
    channel.open();
}

std::unique_ptr<TestDaemon::Client> TestDaemon::attach() const
{
    auto client = std::make_unique<Client>(socket());
    const bool attached =
        QTest::qWaitFor([&client] { return client->session.phase() == SessionPhase::Attached; }, startMs);
    return attached ? std::move(client) : nullptr;
}

QByteArray stackOf(const QList<Stub>& stubs, const QByteArray& name)
{
    QByteArray yaml = "name: " + name + "\nservices:\n";
    for (const Stub& stub : stubs) {
        const QByteArray port = QByteArray::number(stub.port > 0 ? stub.port : freePort());
        QByteArrayList words = stub.words;
        if (stub.listens)
            words << "listen"
                  << "${" + stub.name.toUpper() + "_HTTP_PORT}";
        yaml += "  " + stub.name + ":\n    image: " + stub.name + "\n";
        if (!stub.needs.isEmpty())
            yaml += "    depends_on: {" + stub.needs + ": {condition: service_healthy}}\n";
        yaml += "    x-signalbox:\n      native: {recipe: binary, program: " SIGNALBOX_STUB ", arguments: [" +
                quoted(words) + "], ports: {http: " + port + "}" +
                (stub.native.isEmpty() ? QByteArray() : ", " + stub.native) + "}\n";
    }
    return yaml;
}

} // namespace signalbox::test
