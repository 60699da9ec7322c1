// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/launch_plan.h"
#include "backend/engine/process/account.h"
#include "backend/engine/process/guarantee.h"

#include <QCoreApplication>

#include <optional>

namespace signalbox {

// A ProcessSpec made into what is really started: wrapped so that it dies with the daemon, under the account, with
// the files it needs within reach. Descriptors are named by the caller (ChildProcess), who keeps them open over exec.
struct ConfinedCommand
{
    QString program;
    QStringList arguments;
    QMap<QString, QString> environment;
    QString workingDirectory;
    std::optional<Account> account; // who owns the log file
};

// Wraps processes. As root, what the account cannot reach is brought to it: with namespaces the closed folder is
// covered by an empty one and the needed files are bound back in at their own paths (so the rest of it, other services'
// data and the secrets, is not even visible); what is closed to the account itself is copied first. Without
// namespaces the copies are used under their own paths.
// A value; `confine` creates folders, changes owners and copies, so it is called right before a start.
class Confinement
{
    Q_DECLARE_TR_FUNCTIONS(Confinement)

public:
    // `stateDir` belongs to the stack: copies go there, and without namespaces its folders are opened for passage.
    Confinement(Guarantee guarantee, std::optional<Account> account, const QString& stateDir);

    // `label` keeps the copies of different services apart. Descriptors: the wrapper tells pids on `statusFd`; a
    // reaper ends everything when `lifeFd` ends.
    Result<ConfinedCommand> confine(const ProcessSpec& spec, const QString& label, int statusFd, int lifeFd) const;

    const Guarantee& guarantee() const { return m_guarantee; }

private:
    struct Mount
    {
        QString source;
        QString target;
        bool writable = false;
    };
    struct View // what the account shall see where
    {
        QStringList covered;
        QList<Mount> mounts;
    };

    Result<void> prepareFolders(const ProcessSpec& spec) const;
    Result<void> openPassage(const QString& path) const;
    Result<View> view(const ProcessSpec& spec, const QString& label) const;
    Result<QString> copyFor(const QString& path, const QString& label) const;
    QStringList mountArguments(const View& view, const QString& workingDirectory) const;
    ConfinedCommand inNamespace(const ProcessSpec& spec, const View& view, int statusFd) const;
    Result<ConfinedCommand> underReaper(const ProcessSpec& spec, const View& view, int statusFd, int lifeFd) const;

    Guarantee m_guarantee;
    std::optional<Account> m_account;
    QString m_stateDir;
};

} // namespace signalbox
