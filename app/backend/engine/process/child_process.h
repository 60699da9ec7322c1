// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/process/confinement.h"

#include <QProcess>
#include <QTimer>

#include <memory>

class QSocketNotifier;

namespace signalbox {

// A descriptor that is closed with its owner.
class OwnedFd
{
public:
    OwnedFd() = default;
    explicit OwnedFd(int fd)
        : m_fd(fd)
    {
    }
    ~OwnedFd() { reset(); }
    OwnedFd(const OwnedFd&) = delete;
    OwnedFd& operator=(const OwnedFd&) = delete;

    int get() const { return m_fd; }
    void reset(int fd = -1);

private:
    int m_fd = -1;
};

// One process with everything it starts. Ends as a whole: `exited` comes when nothing of it is left. Belongs to the
// daemon's main thread: the kernel ties "die with your parent" to the thread that forked (prctl(2), PR_SET_PDEATHSIG).
// Starts once; destroying it kills what still runs.
class ChildProcess : public QObject
{
    Q_OBJECT

public:
    explicit ChildProcess(const Confinement& confinement, QObject* parent = nullptr);
    ~ChildProcess() override;

    // Output is appended to `logFile`. Answers with one of the three signals, later.
    void start(const ProcessSpec& spec, const QString& label, const QString& logFile);
    void signalProgram(int signal); // to the program itself; as soon as its pid is known
    void killTree();

    qint64 programPid() const { return m_programPid; } // in the host's namespace; 0 = not known (yet)
    qint64 treeRoot() const;                           // everything it started is below this one
    QStringList lastLines() const;                     // of what it wrote

signals:
    void started(qint64 programPid);
    void failed(const signalbox::Error& error); // never ran
    void exited(int exitCode, const QString& exitSignal);

private:
    Result<void> openPipes();
    Result<void> openLog(const QString& logFile, const std::optional<Account>& account);
    void run(const ConfinedCommand& command);
    void readStatus();
    void findProgram();
    void announce(qint64 programPid);
    void wrapperEnded(int exitCode, QProcess::ExitStatus status);
    void awaitEmptiness();

    Confinement m_confinement;
    QProcess* m_wrapper = nullptr;
    std::unique_ptr<QSocketNotifier> m_statusReady;
    OwnedFd m_statusRead;
    OwnedFd m_statusWrite;
    OwnedFd m_lifeRead;
    OwnedFd m_lifeWrite; // a reaper ends everything when this is closed, by us or by our death
    QByteArray m_status;
    QTimer m_poll;
    QString m_logFile;
    qint64 m_logStart = 0;
    qint64 m_initPid = 0; // process 1 of the namespace, as the host sees it
    qint64 m_programPid = 0;
    int m_pendingSignal = 0;
    int m_exitCode = -1;
    QString m_exitSignal;
};

QString signalName(int signal); // "SIGSEGV"

} // namespace signalbox
