// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/daemon_launcher.h"

#include "core/control/control_limits.h"
#include "core/control/process_alive.h"

#include <QFile>
#include <QProcess>

namespace signalbox {
namespace {

// What a daemon that ended at once said last; it writes finished sentences to stderr.
QString lastLineOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - 4096));
    const QStringList lines = QString::fromUtf8(file.readAll()).trimmed().split(QLatin1Char('\n'));
    return lines.last().trimmed();
}

} // namespace

DaemonLauncher::DaemonLauncher(StackLocation location, QObject* parent)
    : QObject(parent)
    , m_location(std::move(location))
    , m_program(siblingProgram(QStringLiteral("signalboxd")))
{
    m_poll.setSingleShot(true);
    m_poll.setInterval(control_limits::launchPoll);
    connect(&m_poll, &QTimer::timeout, this, &DaemonLauncher::probe);
    connect(&m_socket, &QLocalSocket::connected, this, &DaemonLauncher::probed);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, &DaemonLauncher::refused);
}

void DaemonLauncher::run()
{
    m_clock.start();
    probe();
}

void DaemonLauncher::probe()
{
    m_socket.abort();
    m_socket.connectToServer(m_location.paths.controlSocket());
}

void DaemonLauncher::probed()
{
    if (m_done)
        return;
    m_done = true;
    m_socket.disconnect(this);
    m_socket.abort();
    emit finished(m_pid != 0);
}

void DaemonLauncher::refused()
{
    if (m_done)
        return;
    if (m_pid == 0) {
        launch();
        return;
    }
    if (!isProcessAlive(m_pid) && m_deadSinceMs < 0)
        m_deadSinceMs = m_clock.elapsed();
    // Ours may have lost the race against another client's daemon, which then is about to listen: wait a little.
    constexpr qint64 otherDaemonMs = 500;
    if (m_deadSinceMs >= 0 && m_clock.elapsed() - m_deadSinceMs > otherDaemonMs) {
        const QString why = lastLineOf(logFile());
        giveUp(Error::Code::Failed,
               why.isEmpty() ? tr("The daemon ended at once and said nothing. Run %1 to see why.").arg(m_program)
                             : why);
        return;
    }
    if (std::chrono::milliseconds(m_clock.elapsed()) > control_limits::launchTimeout) {
        giveUp(Error::Code::Timeout,
               tr("The daemon (process %1) does not answer on %2. See %3.")
                   .arg(m_pid)
                   .arg(m_location.paths.controlSocket(), logFile()));
        return;
    }
    m_poll.start();
}

void DaemonLauncher::launch()
{
    if (m_program.isEmpty()) {
        giveUp(Error::Code::NotFound, tr("The program signalboxd is not beside this one. Build or install it."));
        return;
    }
    if (const auto folders = createFolders(m_location.paths); !folders) {
        giveUp(folders.error().code, folders.error().message);
        return;
    }
    QFile::remove(logFile());
    QProcess process;
    process.setProgram(m_program);
    process.setArguments({QStringLiteral("--stack"),
                          m_location.stackFile,
                          QStringLiteral("--state-dir"),
                          m_location.paths.stateDir,
                          QStringLiteral("--runtime-dir"),
                          m_location.paths.runtimeDir,
                          QStringLiteral("--idle-exit"),
                          QString::number(control_limits::idleExit.count())});
    process.setWorkingDirectory(m_location.paths.stateDir);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(logFile());
    process.setStandardErrorFile(logFile(), QIODevice::Append);
    if (!process.startDetached(&m_pid)) {
        giveUp(Error::Code::Failed, tr("%1 cannot be started: %2.").arg(m_program, process.errorString()));
        return;
    }
    m_poll.start();
}

void DaemonLauncher::giveUp(Error::Code code, const QString& message)
{
    m_done = true;
    emit failed(Error{code, message, {}});
}

QString DaemonLauncher::logFile() const
{
    return m_location.paths.runtimeDir + QStringLiteral("/daemon.log");
}

} // namespace signalbox
