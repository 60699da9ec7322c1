// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/stack/stack_file.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QString>

#include <chrono>
#include <map>
#include <optional>

namespace signalbox {

// Who listens on a loopback port. `pid` is 0 and `program` empty when the process belongs to somebody else and /proc
// does not tell.
struct PortHolder
{
    qint64 pid = 0;
    QString program;
    int uid = -1;
};

bool isPortFree(int port);                      // on 127.0.0.1; a port in TIME_WAIT is free
std::optional<PortHolder> portHolder(int port); // from /proc/net/tcp and the descriptors of processes
QString portTakenSentence(const QString& service, const QString& role, int port); // names the holder and what to do

// Before a service starts: the first of its ports that somebody else holds, as Error::Code::Conflict.
Result<void> checkPortsFree(const QString& service, const QMap<QString, int>& ports);

// One port that a stack needs.
struct PortRequest
{
    QString service;
    QString role;
    int preferred = 0;
    std::optional<int> fixed; // by the user's variable: taken as it is, never replaced

    QString key() const { return service + QLatin1Char('.') + role; }
};

// Gives each service its ports: the same as last time (ports.json), else the preferred ones, else free ones. What it
// gave stays reserved for as long as it lives, by an abstract Unix socket a port (unix(7): gone with the process, so
// nothing is left over after a crash): stacks that open at the same moment do not take each other's.
// One per daemon, lives as long as its stack. Used from one thread.
class PortAllocator
{
public:
    explicit PortAllocator(QString portsFile);
    ~PortAllocator();
    PortAllocator(const PortAllocator&) = delete;
    PortAllocator& operator=(const PortAllocator&) = delete;

    // How long a remembered port that is taken may take to become free: a daemon that was killed leaves its processes
    // to the kernel for a moment, and the next one should get the same ports. Waits only in that case.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

    // Variable name (portVariable()) → port, for all requests; remembers them in the file. A fixed port that is taken
    // is no error here, the service's start tells (checkPortsFree); two services fixed to one port are.
    Result<QMap<QString, int>> allocate(const QList<PortRequest>& requests);

private:
    Result<QMap<QString, int>> remembered() const;
    Result<void> remember(const QMap<QString, int>& ports) const;
    Result<int> choose(const PortRequest& request, int last, const QHash<int, QString>& owners);
    bool reserve(int port);
    bool reserveWhenFree(int port, std::chrono::milliseconds patience);

    QString m_portsFile;
    std::chrono::milliseconds m_patience = std::chrono::milliseconds(500);
    std::map<int, int> m_reservations; // port → descriptor
};

} // namespace signalbox
