// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/recipes/traefik_program.h"

#include "backend/engine/recipes/recipes.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

namespace signalbox {
namespace {

constexpr int versionTimeoutMs = 3000;

bool isNewEnough(const QString& program)
{
    QProcess process;
    process.start(program, {QStringLiteral("version")});
    if (!process.waitForFinished(versionTimeoutMs)) {
        process.kill();
        process.waitForFinished(versionTimeoutMs);
        return false;
    }
    return traefikVersionFrom(process.readAllStandardOutput()) >= leastTraefikVersion();
}

} // namespace

QVersionNumber leastTraefikVersion()
{
    return QVersionNumber(3, 7, 6);
}

QVersionNumber traefikVersionFrom(const QByteArray& output)
{
    static const QRegularExpression version(QStringLiteral("^Version:\\s*v?(\\d+\\.\\d+\\.\\d+)"),
                                            QRegularExpression::MultilineOption);
    return QVersionNumber::fromString(version.match(QString::fromUtf8(output)).captured(1));
}

QString findCachedTraefik(const Variables& environment)
{
    QString cache = environment.value(QStringLiteral("XDG_CACHE_HOME"));
    if (cache.isEmpty())
        cache = environment.value(QStringLiteral("HOME")) + QStringLiteral("/.cache");
    const QDir versions(cache + QStringLiteral("/signalbox/traefik"));
    QString newest;
    QVersionNumber newestVersion;
    const QStringList names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& name : names) {
        const QString program = versions.filePath(name) + QStringLiteral("/traefik");
        const QVersionNumber version = QVersionNumber::fromString(name);
        if (version >= leastTraefikVersion() && version > newestVersion && QFileInfo(program).isExecutable()) {
            newest = program;
            newestVersion = version;
        }
    }
    return newest;
}

QString findTraefik(const Variables& environment)
{
    QString chosen = environment.value(QStringLiteral("SIGNALBOX_TRAEFIK"));
    if (!chosen.isEmpty())
        return chosen;
    const QString onPath = findOnPath(QStringLiteral("traefik"), environment);
    return !onPath.isEmpty() && isNewEnough(onPath) ? onPath : findCachedTraefik(environment);
}

} // namespace signalbox
