// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/process/confinement.h"

#include "backend/engine/process/path_copy.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace signalbox {

namespace {

bool isWithin(const QString& path, const QString& folder)
{
    return path == folder || path.startsWith(folder + QLatin1Char('/'));
}

QString clean(const QString& path)
{
    return QDir::cleanPath(path);
}

} // namespace

Confinement::Confinement(Guarantee guarantee, std::optional<Account> account, const QString& stateDir)
    : m_guarantee(std::move(guarantee))
    , m_account(std::move(account))
    , m_stateDir(clean(stateDir))
{
}

Result<ConfinedCommand>
Confinement::confine(const ProcessSpec& spec, const QString& label, int statusFd, int lifeFd) const
{
    if (!QFileInfo(spec.program).isExecutable()) {
        return fail(Error::Code::NotFound,
                    tr("program %1 is missing: %2 does not exist or cannot be executed")
                        .arg(QFileInfo(spec.program).fileName(), spec.program));
    }
    if (auto prepared = prepareFolders(spec); !prepared)
        return tl::unexpected(prepared.error());
    const auto seen = view(spec, label);
    if (!seen)
        return tl::unexpected(seen.error());
    if (m_guarantee.kind == GuaranteeKind::Namespaces)
        return inNamespace(spec, *seen, statusFd);
    return underReaper(spec, *seen, statusFd, lifeFd);
}

Result<void> Confinement::prepareFolders(const ProcessSpec& spec) const
{
    for (const QString& folder : spec.writable) {
        const bool isNew = !QFileInfo::exists(folder);
        if (!QDir().mkpath(folder)) {
            return fail(Error::Code::Failed,
                        tr("the folder %1 cannot be created; check who may write there").arg(folder));
        }
        if (isNew)
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        const QString refused = m_account ? m_account->takeOver(folder) : QString();
        if (!refused.isEmpty()) {
            return fail(Error::Code::Refused, tr("%1 cannot be given to the account %2").arg(refused, m_account->name));
        }
    }
    return {};
}

// Without namespaces the account itself has to get there. Our own folders are opened for passage (not for reading);
// anybody else's are not ours to change.
Result<void> Confinement::openPassage(const QString& path) const
{
    for (QString closed = m_account->obstacle(path); !closed.isEmpty(); closed = m_account->obstacle(path)) {
        const auto passage = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
        if (!isWithin(closed, m_stateDir) || !QFile::setPermissions(closed, passage) || !m_account->canEnter(closed)) {
            return fail(Error::Code::Refused,
                        tr("the account %1 cannot reach %2, because %3 is closed to it; use another state folder "
                           "(--state-dir)")
                            .arg(m_account->name, path, closed));
        }
    }
    return {};
}

Result<Confinement::View> Confinement::view(const ProcessSpec& spec, const QString& label) const
{
    View view;
    if (!m_account)
        return view;
    const auto cover = [&view](const QString& folder) {
        if (!folder.isEmpty() && !view.covered.contains(folder))
            view.covered.append(folder);
    };
    const bool hasNamespace = m_guarantee.kind == GuaranteeKind::Namespaces;
    const QStringList readable = spec.readable + QStringList{spec.program};
    for (const QString& path : readable) {
        const QString target = clean(path);
        const QString obstacle = m_account->obstacle(target);
        const bool isOpen = m_account->canReadAll(target);
        if (!QFileInfo::exists(target) || (obstacle.isEmpty() && isOpen))
            continue;
        Result<QString> source = target;
        if (!isOpen || !hasNamespace)
            source = copyFor(target, label);
        if (!source)
            return tl::unexpected(source.error());
        cover(obstacle);
        view.mounts.append({*source, target, false});
    }
    for (const QString& path : spec.writable) {
        const QString target = clean(path);
        const QString obstacle = m_account->obstacle(target);
        if (obstacle.isEmpty())
            continue;
        if (!hasNamespace) {
            if (auto opened = openPassage(target); !opened)
                return tl::unexpected(opened.error());
            continue;
        }
        cover(obstacle);
        view.mounts.append({target, target, true});
    }
    // Outer ones first: an inner mount must lie on top of them.
    std::stable_sort(view.mounts.begin(), view.mounts.end(), [](const Mount& a, const Mount& b) {
        return a.target.size() < b.target.size();
    });
    return view;
}

Result<QString> Confinement::copyFor(const QString& path, const QString& label) const
{
    const QByteArray hash = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().left(8);
    const QString folder = QStringLiteral("%1/staged/%2/%3").arg(m_stateDir, label, QString::fromLatin1(hash));
    const QString copy = folder + QLatin1Char('/') + QFileInfo(path).fileName();
    if (const QString trouble = copyPath(path, copy); !trouble.isEmpty()) {
        return fail(Error::Code::Failed,
                    tr("%1 cannot be copied to %2 for the account %3").arg(path, copy, m_account->name),
                    trouble);
    }
    if (const QString refused = m_account->takeOver(folder); !refused.isEmpty())
        return fail(Error::Code::Refused, tr("%1 cannot be given to the account %2").arg(refused, m_account->name));
    if (m_guarantee.kind == GuaranteeKind::Reaper) {
        if (auto opened = openPassage(copy); !opened)
            return tl::unexpected(opened.error());
    }
    return copy;
}

QStringList Confinement::mountArguments(const View& view, const QString& workingDirectory) const
{
    QStringList arguments;
    const QString mode = QStringLiteral("0755");
    for (const QString& folder : view.covered)
        arguments << QStringLiteral("--perms") << mode << QStringLiteral("--tmpfs") << folder;

    // bwrap copies the modes of the folders it makes on the way from their originals, which are closed: make them
    // first.
    const auto makeFolder = [&](const QString& folder) {
        const auto covers = [&folder](const QString& covered) { return folder.startsWith(covered + QLatin1Char('/')); };
        const auto mounted = [&folder](const Mount& mount) { return isWithin(folder, mount.target); };
        if (std::any_of(view.covered.begin(), view.covered.end(), covers) &&
            std::none_of(view.mounts.begin(), view.mounts.end(), mounted))
            arguments << QStringLiteral("--perms") << mode << QStringLiteral("--dir") << folder;
    };
    const auto makeWayTo = [&](const QString& path) {
        for (qsizetype slash = path.indexOf(QLatin1Char('/'), 1); slash > 0;
             slash = path.indexOf(QLatin1Char('/'), slash + 1))
            makeFolder(path.left(slash));
    };
    for (const Mount& mount : view.mounts) {
        makeWayTo(mount.target);
        arguments << (mount.writable ? QStringLiteral("--bind") : QStringLiteral("--ro-bind")) << mount.source
                  << mount.target;
    }
    if (!workingDirectory.isEmpty()) {
        makeWayTo(clean(workingDirectory) + QLatin1Char('/'));
        arguments << QStringLiteral("--chdir") << workingDirectory;
    }
    return arguments;
}

ConfinedCommand Confinement::inNamespace(const ProcessSpec& spec, const View& view, int statusFd) const
{
    QStringList arguments{QStringLiteral("--dev-bind"), QStringLiteral("/"), QStringLiteral("/")};
    arguments += mountArguments(view, spec.workingDirectory);
    arguments << QStringLiteral("--proc") << QStringLiteral("/proc") << QStringLiteral("--unshare-pid")
              << QStringLiteral("--die-with-parent") << QStringLiteral("--json-status-fd") << QString::number(statusFd);
    if (m_account) {
        arguments << QStringLiteral("/usr/bin/setpriv") << QStringLiteral("--reuid") << QString::number(m_account->uid)
                  << QStringLiteral("--regid") << QString::number(m_account->gid) << QStringLiteral("--init-groups");
    }
    arguments << QStringLiteral("--") << spec.program;
    return {m_guarantee.program, arguments + spec.arguments, spec.environment, {}, m_account};
}

Result<ConfinedCommand>
Confinement::underReaper(const ProcessSpec& spec, const View& view, int statusFd, int lifeFd) const
{
    // The copies have paths of their own here: name them wherever the originals are named.
    const auto moved = [&view](QString text) {
        for (qsizetype i = view.mounts.size() - 1; i >= 0; --i) // inner ones first
            text.replace(view.mounts[i].target, view.mounts[i].source);
        return text;
    };
    QStringList arguments{
        QStringLiteral("--status-fd"), QString::number(statusFd), QStringLiteral("--life-fd"), QString::number(lifeFd)};
    if (m_account)
        arguments << QStringLiteral("--user") << m_account->name;
    arguments << QStringLiteral("--") << moved(spec.program);
    for (const QString& argument : spec.arguments)
        arguments << moved(argument);
    ConfinedCommand command{m_guarantee.program, arguments, spec.environment, spec.workingDirectory, m_account};
    for (QString& value : command.environment)
        value = moved(value);
    return command;
}

} // namespace signalbox
