// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/ports.h"

#include "backend/engine/recipes/private_file.h"
#include "backend/engine/recipes/recipe_text.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace signalbox {
namespace {

constexpr int firstAllocated = 20'000; // below Linux' ephemeral range (32768…), which clients are given ports from
constexpr int lastAllocated = 32'000;

// A descriptor of this function's own.
class Socket
{
public:
    explicit Socket(int domain, int type)
        : m_fd(::socket(domain, type | SOCK_CLOEXEC, 0))
    {
    }
    ~Socket()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    int fd() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }

private:
    int m_fd;
};

QByteArray readProc(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct ListeningSocket
{
    QByteArray inode;
    int uid = -1;
};

// proc(5), /proc/net/tcp: "sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …"; state 0A
// listens.
std::optional<ListeningSocket> listeningSocket(const QString& table, int port)
{
    const QByteArray wanted = ':' + QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
    const QList<QByteArray> lines = readProc(table).split('\n');
    for (const QByteArray& line : lines) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() > 9 && words[3] == "0A" && words[1].endsWith(wanted))
            return ListeningSocket{words[9], words[7].toInt()};
    }
    return std::nullopt;
}

bool holdsSocket(const QString& pid, const QString& link)
{
    const QDir descriptors(QStringLiteral("/proc/%1/fd").arg(pid));
    const QStringList names = descriptors.entryList(QDir::System | QDir::Files | QDir::NoDotAndDotDot);
    for (const QString& name : names) {
        char target[64];
        const ssize_t length =
            ::readlink(QFile::encodeName(descriptors.filePath(name)).constData(), target, sizeof target);
        if (length > 0 && QString::fromLatin1(target, length) == link)
            return true;
    }
    return false;
}

QString textOfPort(const PortRequest& request)
{
    return RecipeText::tr("%1 of %2").arg(request.role, request.service);
}

} // namespace

bool isPortFree(int port)
{
    const Socket socket(AF_INET, SOCK_STREAM);
    const int reuse = 1; // a port in TIME_WAIT is free; one that somebody listens on is not, even so (socket(7))
    ::setsockopt(socket.fd(), SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::bind(socket.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

std::optional<PortHolder> portHolder(int port)
{
    auto socket = listeningSocket(QStringLiteral("/proc/net/tcp"), port);
    if (!socket)
        socket = listeningSocket(QStringLiteral("/proc/net/tcp6"), port);
    if (!socket)
        return std::nullopt;
    const QString link = QStringLiteral("socket:[%1]").arg(QString::fromLatin1(socket->inode));
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& pid : processes) {
        if (pid.front().isDigit() && holdsSocket(pid, link))
            return PortHolder{pid.toLongLong(),
                              QString::fromUtf8(readProc(QStringLiteral("/proc/%1/comm").arg(pid)).trimmed()),
                              socket->uid};
    }
    return PortHolder{0, {}, socket->uid};
}

QString portTakenSentence(const QString& service, const QString& role, int port)
{
    const QString advice = RecipeText::tr("Stop it, or set %1 to another port.").arg(portVariable(service, role));
    const auto holder = portHolder(port);
    if (!holder)
        return RecipeText::tr("Port %1 (%2 of %3) is taken.").arg(port).arg(role, service) + QLatin1Char(' ') + advice;
    if (holder->pid == 0)
        return RecipeText::tr("Port %1 (%2 of %3) is taken by a process of the user with the id %4.")
                   .arg(port)
                   .arg(role, service)
                   .arg(holder->uid) +
               QLatin1Char(' ') + advice;
    return RecipeText::tr("Port %1 (%2 of %3) is taken by %4 (process %5).")
               .arg(port)
               .arg(role, service, holder->program)
               .arg(holder->pid) +
           QLatin1Char(' ') + advice;
}

Result<void> checkPortsFree(const QString& service, const QMap<QString, int>& ports)
{
    for (auto port = ports.cbegin(); port != ports.cend(); ++port) {
        if (!isPortFree(port.value()))
            return fail(Error::Code::Conflict, portTakenSentence(service, port.key(), port.value()));
    }
    return {};
}

PortAllocator::PortAllocator(QString portsFile)
    : m_portsFile(std::move(portsFile))
{
}

PortAllocator::~PortAllocator()
{
    for (const auto& [port, descriptor] : m_reservations)
        ::close(descriptor);
}

Result<QMap<QString, int>> PortAllocator::allocate(const QList<PortRequest>& requests)
{
    Result<QMap<QString, int>> last = remembered();
    if (!last)
        return last;
    QMap<QString, int> variables;
    QMap<QString, int> chosen;
    QHash<int, QString> owners; // port → who has it, in this stack
    // Fixed ones first: nobody else of the stack may be given them.
    QList<PortRequest> ordered = requests;
    std::stable_partition(ordered.begin(), ordered.end(), [](const PortRequest& request) { return request.fixed; });
    for (const PortRequest& request : std::as_const(ordered)) {
        const int before = last->value(request.key());
        const Result<int> port = choose(request, owners.contains(before) ? 0 : before, owners);
        if (!port)
            return tl::unexpected(port.error());
        owners.insert(*port, textOfPort(request));
        chosen.insert(request.key(), *port);
        variables.insert(portVariable(request.service, request.role), *port);
    }
    if (const Result<void> written = remember(chosen); !written)
        return tl::unexpected(written.error());
    return variables;
}

Result<int> PortAllocator::choose(const PortRequest& request, int last, const QHash<int, QString>& owners)
{
    if (request.fixed) {
        if (owners.contains(*request.fixed))
            return fail(Error::Code::Conflict,
                        RecipeText::tr("The variables fix one port, %1, for %2 and for %3. Change one of them.")
                            .arg(*request.fixed)
                            .arg(owners.value(*request.fixed), textOfPort(request)));
        reserve(*request.fixed); // when another stack has it too, the one that starts first wins
        return *request.fixed;
    }
    if (last > 0 && reserveWhenFree(last, m_patience))
        return last;
    if (!owners.contains(request.preferred) && reserveWhenFree(request.preferred, std::chrono::milliseconds(0)))
        return request.preferred;
    for (int port = firstAllocated; port <= lastAllocated; ++port) {
        if (!owners.contains(port) && !m_reservations.contains(port) &&
            reserveWhenFree(port, std::chrono::milliseconds(0)))
            return port;
    }
    return fail(Error::Code::Conflict,
                RecipeText::tr("No port is free for %1 between %2 and %3.")
                    .arg(textOfPort(request))
                    .arg(firstAllocated)
                    .arg(lastAllocated));
}

bool PortAllocator::reserve(int port)
{
    if (m_reservations.contains(port))
        return true;
    Socket socket(AF_UNIX, SOCK_DGRAM);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = "signalbox/port/" + QByteArray::number(port);
    std::memcpy(address.sun_path + 1, name.constData(), static_cast<size_t>(name.size())); // leading NUL: abstract
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + static_cast<size_t>(name.size()));
    if (::bind(socket.fd(), reinterpret_cast<const sockaddr*>(&address), length) != 0)
        return false;
    m_reservations.emplace(port, socket.release());
    return true;
}

// A port that this allocator gave before is ours, whether a process of ours holds it now or not.
bool PortAllocator::reserveWhenFree(int port, std::chrono::milliseconds patience)
{
    if (m_reservations.contains(port))
        return true;
    if (!reserve(port))
        return false;
    constexpr auto step = std::chrono::milliseconds(20);
    for (auto waited = std::chrono::milliseconds(0); !isPortFree(port); waited += step) {
        if (waited >= patience) {
            ::close(m_reservations.at(port));
            m_reservations.erase(port);
            return false;
        }
        QThread::msleep(static_cast<unsigned long>(step.count()));
    }
    return true;
}

Result<QMap<QString, int>> PortAllocator::remembered() const
{
    QMap<QString, int> ports;
    if (!QFile::exists(m_portsFile))
        return ports;
    const Result<QByteArray> text = readWholeFile(m_portsFile);
    if (!text)
        return tl::unexpected(text.error());
    // Convenience, not truth: a damaged file costs nothing but the old numbers.
    const QJsonObject object = QJsonDocument::fromJson(*text).object();
    for (auto port = object.begin(); port != object.end(); ++port) {
        if (const int number = port.value().toInt(); number > 0 && number < 65536)
            ports.insert(port.key(), number);
    }
    return ports;
}

Result<void> PortAllocator::remember(const QMap<QString, int>& ports) const
{
    QJsonObject object;
    for (auto port = ports.cbegin(); port != ports.cend(); ++port)
        object.insert(port.key(), port.value());
    return writePrivateFile(m_portsFile, QJsonDocument(object).toJson());
}

} // namespace signalbox
