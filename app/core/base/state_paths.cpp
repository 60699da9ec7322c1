// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/state_paths.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

namespace signalbox {
namespace {

// sockaddr_un::sun_path holds 108 bytes with its NUL (unix(7)).
constexpr qsizetype longestSocketPath = 107;

QString tr(const char* text)
{
    return QCoreApplication::translate("StatePaths", text);
}

// Children of a root daemon run under an unprivileged account, which does not reach /root.
QString stateHome()
{
    const QString home = qEnvironmentVariable("XDG_STATE_HOME");
    if (!home.isEmpty())
        return home + QStringLiteral("/signalbox");
    if (geteuid() == 0)
        return QStringLiteral("/var/lib/signalbox");
    return QDir::homePath() + QStringLiteral("/.local/state/signalbox");
}

QString runtimeHome()
{
    const QString home = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!home.isEmpty())
        return home + QStringLiteral("/signalbox");
    const QString user = QStringLiteral("/run/user/%1").arg(geteuid());
    if (QFileInfo(user).isWritable())
        return user + QStringLiteral("/signalbox");
    return QStringLiteral("/tmp/signalbox-%1").arg(geteuid());
}

Result<void> createPrivateFolder(const QString& path)
{
    if (!QDir().mkpath(path))
        return fail(Error::Code::Failed,
                    tr("The folder %1 cannot be created. Check that its parent is writable and the disk is not full, "
                       "or choose another with --state-dir and --runtime-dir.")
                        .arg(path));
    // Whoever owns the folder above can exchange this one, and /tmp, where it may be, is open to all.
    const QFileInfo above(QFileInfo(path).absolutePath());
    if (above.ownerId() != geteuid() && above.ownerId() != 0)
        return fail(Error::Code::Refused,
                    tr("The folder %1 belongs to another user, who could exchange what is in it. Remove it or choose "
                       "another with --state-dir and --runtime-dir.")
                        .arg(above.filePath()));
    const QFileInfo info(path);
    if (info.ownerId() != geteuid())
        return fail(Error::Code::Refused,
                    tr("The folder %1 belongs to another user. Remove it or choose another with --state-dir and "
                       "--runtime-dir.")
                        .arg(path));
    if (!info.isWritable())
        return fail(Error::Code::Refused,
                    tr("The folder %1 is not writable. Make it writable or choose another with --state-dir and "
                       "--runtime-dir.")
                        .arg(path));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

} // namespace

QString stackId(const QString& stackName, const QString& absoluteStackFile)
{
    const QByteArray hash = QCryptographicHash::hash(absoluteStackFile.toUtf8(), QCryptographicHash::Sha256).toHex();
    QString name;
    for (const QChar c : stackName.left(20))
        name += c.isLetterOrNumber() && c.unicode() < 128 ? c.toLower() : QLatin1Char('-');
    return QStringLiteral("%1-%2").arg(name, QString::fromLatin1(hash.left(8)));
}

Result<StatePaths> statePaths(const QString& stackId, const PathOverrides& overrides)
{
    const auto chosen = [&](const QString& given, const char* variable, const QString& home) {
        if (!given.isEmpty())
            return QDir(given).absolutePath();
        const QString fromEnvironment = qEnvironmentVariable(variable);
        if (!fromEnvironment.isEmpty())
            return QDir(fromEnvironment).absolutePath();
        return QString(home + QLatin1Char('/') + stackId);
    };
    StatePaths paths{chosen(overrides.stateDir, "SIGNALBOX_STATE_DIR", stateHome()),
                     chosen(overrides.runtimeDir, "SIGNALBOX_RUNTIME_DIR", runtimeHome())};
    if (paths.controlSocket().toLocal8Bit().size() > longestSocketPath)
        return fail(Error::Code::InvalidData,
                    tr("The path of the control socket, %1, is longer than %2 bytes. Choose a shorter folder with "
                       "--runtime-dir.")
                        .arg(paths.controlSocket())
                        .arg(longestSocketPath));
    return paths;
}

Result<void> createFolders(const StatePaths& paths)
{
    for (const QString& folder : {paths.stateDir, paths.runtimeDir, paths.logsDir(), paths.tlsDir()})
        if (auto created = createPrivateFolder(folder); !created)
            return created;
    return {};
}

} // namespace signalbox
