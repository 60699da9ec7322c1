// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/socket_channel.h"
#include "core/control/stack_session.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace signalbox::test {

// The real signalboxd, as a child of the test, on a stack of stub services in a folder of its own. Freed memory is
// filled with a pattern there (mallopt(3), M_PERTURB), so that whoever looks at it again dies of it.
class TestDaemon
{
public:
    TestDaemon();
    ~TestDaemon();

    // Before start().
    void setWrapper(const QStringList& words) { m_wrapper = words; } // a program that runs the rest of its words
    void setVariable(const QString& name, const QString& value);     // of the daemon; empty = unset
    void writeStack(const QByteArray& yaml) const;                   // may be called again later
    void placeAt(const QString& stateDir) { m_stateDir = stateDir; }

    void launch(const QStringList& arguments = {});
    // As launch, and waits until it answers. Empty = it does, else what it said.
    QString start(const QStringList& arguments = {});
    int exitCode(int timeoutMs = 15'000); // waits for the end; -1 = it crashed, -2 = it still runs
    void terminate() { m_process.terminate(); }
    qint64 pid() const { return m_process.processId(); }
    QString said(); // on stderr and stdout, until now

    struct Outcome
    {
        int exitCode = -1;
        QByteArray out;
        QByteArray err;
    };
    Outcome ctl(const QStringList& arguments, int timeoutMs = 30'000) const;
    QStringList ctlWords(const QStringList& arguments) const; // program and words, to be run by hand

    // A client that is attached; null when it is not within some seconds.
    struct Client
    {
        explicit Client(const QString& socket);
        SocketChannel channel;
        StackSession session;
    };
    std::unique_ptr<Client> attach() const;

    QString folder() const { return m_folder.path(); }
    QString stackFile() const { return m_folder.filePath(QStringLiteral("compose.yaml")); }
    QString stateDir() const { return m_stateDir; }
    QString runtimeDir() const { return m_folder.filePath(QStringLiteral("run")); }
    QString socket() const { return runtimeDir() + QStringLiteral("/control.sock"); }

private:
    QStringList places() const;

    QTemporaryDir m_folder;
    QString m_stateDir;
    QStringList m_wrapper;
    QProcessEnvironment m_environment;
    QProcess m_process;
    QString m_said;
};

// A service of a stack file: `words` say what the stub does (stub_service.cpp); "listen" is added when it has a port.
struct Stub
{
    QByteArray name = {};
    QByteArrayList words = {};
    QByteArray needs = {};  // a service that has to be ready before
    QByteArray native = {}; // more of x-signalbox.native, as "key: value, …"
    int port = 0;           // preferred; 0 = a free one
    bool listens = true;    // false: runs, but nothing answers at its port
};
QByteArray stackOf(const QList<Stub>& stubs, const QByteArray& name = "works");

} // namespace signalbox::test
