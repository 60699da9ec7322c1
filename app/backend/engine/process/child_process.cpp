// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/process/child_process.h"

#include "backend/engine/process/log_lines.h"
#include "backend/engine/process/proc.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QSocketNotifier>

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace signalbox {

namespace {

constexpr auto pollInterval = std::chrono::milliseconds(3);
constexpr int lastWaitMs = 2'000;    // of the daemon's end only: a killed tree is gone in milliseconds
constexpr int shellSignalBase = 128; // exit codes above it are signals (POSIX shell, 2.8.2), as bwrap reports them

QString systemError()
{
    return QString::fromLocal8Bit(strerror(errno));
}

} // namespace

QString signalName(int signal)
{
    const char* name = sigabbrev_np(signal);
    return name ? QStringLiteral("SIG") + QString::fromLatin1(name) : QString();
}

void OwnedFd::reset(int fd)
{
    if (m_fd >= 0)
        close(m_fd);
    m_fd = fd;
}

ChildProcess::ChildProcess(const Confinement& confinement, QObject* parent)
    : QObject(parent)
    , m_confinement(confinement)
{
    m_poll.setInterval(pollInterval);
}

ChildProcess::~ChildProcess()
{
    if (!m_wrapper)
        return;
    m_wrapper->disconnect(this);
    killTree();
    m_wrapper->waitForFinished(lastWaitMs);
}

qint64 ChildProcess::treeRoot() const
{
    if (m_initPid > 0)
        return m_initPid;
    return m_wrapper ? m_wrapper->processId() : 0;
}

QStringList ChildProcess::lastLines() const
{
    return lastLogLines(m_logFile, m_logStart);
}

void ChildProcess::start(const ProcessSpec& spec, const QString& label, const QString& logFile)
{
    Q_ASSERT(gettid() == getpid());
    Result<void> ready = openPipes();
    Result<ConfinedCommand> command = fail(Error::Code::Failed, {});
    if (ready) {
        command = m_confinement.confine(spec, label, m_statusWrite.get(), m_lifeRead.get());
        ready = command ? openLog(logFile, command->account) : tl::unexpected(command.error());
    }
    if (!ready) {
        QMetaObject::invokeMethod(
            this, [this, error = ready.error()] { emit failed(error); }, Qt::QueuedConnection);
        return;
    }
    run(*command);
}

Result<void> ChildProcess::openPipes()
{
    int status[2];
    int life[2];
    if (pipe2(status, O_CLOEXEC) != 0)
        return fail(Error::Code::Failed, tr("no pipe for a new process: %1").arg(systemError()));
    m_statusRead.reset(status[0]);
    m_statusWrite.reset(status[1]);
    fcntl(m_statusRead.get(), F_SETFL, O_NONBLOCK);
    if (pipe2(life, O_CLOEXEC) != 0)
        return fail(Error::Code::Failed, tr("no pipe for a new process: %1").arg(systemError()));
    m_lifeRead.reset(life[0]);
    m_lifeWrite.reset(life[1]);
    return {};
}

Result<void> ChildProcess::openLog(const QString& logFile, const std::optional<Account>& account)
{
    const OwnedFd log(open(QFile::encodeName(logFile).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640));
    if (log.get() < 0)
        return fail(Error::Code::Failed, tr("the log file %1 cannot be written: %2").arg(logFile, systemError()));
    // Programs that open /dev/stdout anew need the rights to it.
    if (account && fchown(log.get(), account->uid, gid_t(-1)) != 0)
        return fail(Error::Code::Failed, tr("the log file %1 cannot be given away: %2").arg(logFile, systemError()));
    m_logFile = logFile;
    m_logStart = logSize(logFile);
    return {};
}

void ChildProcess::run(const ConfinedCommand& command)
{
    m_wrapper = new QProcess(this);
    QProcessEnvironment environment;
    for (auto it = command.environment.begin(); it != command.environment.end(); ++it)
        environment.insert(it.key(), it.value());
    m_wrapper->setProcessEnvironment(environment);
    m_wrapper->setWorkingDirectory(command.workingDirectory);
    m_wrapper->setStandardInputFile(QProcess::nullDevice());
    m_wrapper->setProcessChannelMode(QProcess::MergedChannels);
    m_wrapper->setStandardOutputFile(m_logFile, QIODevice::Append);

    // Runs between fork and exec: system calls only. The signal is re-checked because the daemon may have died before
    // it was armed; the mask is ours (signalfd of the daemon) and not the child's.
    m_wrapper->setChildProcessModifier([daemon = getpid(), status = m_statusWrite.get(), life = m_lifeRead.get()] {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != daemon)
            _exit(EXIT_FAILURE);
        setsid(); // Ctrl-C in the daemon's terminal is an order to the daemon
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        fcntl(status, F_SETFD, 0);
        fcntl(life, F_SETFD, 0);
    });

    m_statusReady = std::make_unique<QSocketNotifier>(m_statusRead.get(), QSocketNotifier::Read);
    connect(m_statusReady.get(), &QSocketNotifier::activated, this, &ChildProcess::readStatus);
    connect(m_wrapper, &QProcess::finished, this, &ChildProcess::wrapperEnded);
    connect(m_wrapper, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            emit failed(
                {Error::Code::Failed, tr("%1 cannot be started").arg(m_wrapper->program()), m_wrapper->errorString()});
    });
    m_wrapper->start(command.program, command.arguments);
    m_statusWrite.reset(); // the child has its own now; ours would hide the end of it
    m_lifeRead.reset();
}

void ChildProcess::readStatus()
{
    char buffer[512];
    const ssize_t size = read(m_statusRead.get(), buffer, sizeof buffer);
    if (size <= 0) {
        if (size == 0 || (errno != EAGAIN && errno != EINTR))
            m_statusReady->setEnabled(false);
        return;
    }
    m_status.append(buffer, size);
    for (qsizetype end = m_status.indexOf('\n'); end >= 0; end = m_status.indexOf('\n')) {
        const QJsonObject report = QJsonDocument::fromJson(m_status.left(end)).object();
        m_status.remove(0, end + 1);
        if (report.contains(QLatin1String("inner-pid")))
            announce(report.value(QLatin1String("inner-pid")).toInteger());
        if (report.contains(QLatin1String("child-pid"))) {
            m_initPid = report.value(QLatin1String("child-pid")).toInteger();
            findProgram();
        }
    }
}

// bwrap reports the init of the namespace; the program is its first child, a moment later.
void ChildProcess::findProgram()
{
    const QList<qint64> children = proc::children(m_initPid);
    if (!children.isEmpty()) {
        announce(children.first());
    } else if (m_wrapper->state() != QProcess::NotRunning && proc::isAlive(m_initPid)) {
        QTimer::singleShot(pollInterval, this, &ChildProcess::findProgram);
    }
}

void ChildProcess::announce(qint64 programPid)
{
    if (m_programPid != 0)
        return;
    m_programPid = programPid;
    if (m_pendingSignal != 0)
        signalProgram(m_pendingSignal);
    emit started(programPid);
}

void ChildProcess::signalProgram(int signal)
{
    if (m_programPid > 0 && m_wrapper && m_wrapper->state() != QProcess::NotRunning)
        ::kill(pid_t(m_programPid), signal);
    else
        m_pendingSignal = signal;
}

void ChildProcess::killTree()
{
    m_lifeWrite.reset();
    if (m_confinement.guarantee().kind == GuaranteeKind::Reaper || !m_wrapper)
        return;
    // With process 1 the kernel kills its whole namespace, and only then reports its end (pid_namespaces(7)).
    if (m_initPid > 0 && m_wrapper->state() != QProcess::NotRunning)
        ::kill(pid_t(m_initPid), SIGKILL);
    else
        m_wrapper->kill();
}

void ChildProcess::wrapperEnded(int exitCode, QProcess::ExitStatus status)
{
    readStatus(); // a program that ended at once may have been reported but not read
    m_exitCode = exitCode;
    if (status == QProcess::CrashExit) {
        m_exitSignal = signalName(exitCode);
        m_exitCode = -1;
    } else if (exitCode > shellSignalBase) {
        m_exitSignal = signalName(exitCode - shellSignalBase);
    }
    connect(&m_poll, &QTimer::timeout, this, &ChildProcess::awaitEmptiness);
    m_poll.start();
    awaitEmptiness();
}

// bwrap ends with its program; what the program left behind dies with the init of the namespace right after.
void ChildProcess::awaitEmptiness()
{
    if (m_initPid > 0 && proc::isAlive(m_initPid))
        return;
    m_poll.stop();
    m_initPid = 0;
    m_programPid = 0;
    emit exited(m_exitCode, m_exitSignal);
}

} // namespace signalbox
