// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/process/guarantee.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace signalbox {

namespace {

struct Guarantees
{
    Q_DECLARE_TR_FUNCTIONS(Guarantees)
};

constexpr int trialMs = 2'000;

// Empty: they work. Otherwise what bwrap said.
QString namespaceTrouble(const QString& bwrap)
{
    QProcess trial;
    trial.setProcessChannelMode(QProcess::MergedChannels);
    trial.start(bwrap,
                {QStringLiteral("--dev-bind"),
                 QStringLiteral("/"),
                 QStringLiteral("/"),
                 QStringLiteral("--proc"),
                 QStringLiteral("/proc"),
                 QStringLiteral("--unshare-pid"),
                 QStringLiteral("--die-with-parent"),
                 QStringLiteral("true")});
    if (!trial.waitForFinished(trialMs)) {
        trial.kill();
        trial.waitForFinished(trialMs);
        return Guarantees::tr("it did not end in time");
    }
    if (trial.exitStatus() == QProcess::NormalExit && trial.exitCode() == 0)
        return {};
    const QString said = QString::fromUtf8(trial.readAll()).trimmed();
    return said.isEmpty() ? Guarantees::tr("it failed") : said;
}

Guarantee namespaces(const QString& bwrap)
{
    return {GuaranteeKind::Namespaces,
            Guarantees::tr("Every process runs in a PID namespace of its own and ends with the daemon."),
            bwrap};
}

Result<Guarantee> reaper(const QString& programDir, const QString& why)
{
    const QString program = programDir + QStringLiteral("/signalbox-reaper");
    if (!QFileInfo(program).isExecutable()) {
        return fail(Error::Code::NotFound,
                    Guarantees::tr("The program %1 is missing, without which services cannot be run here. Build or "
                                   "install Signalbox again.")
                        .arg(program),
                    why);
    }
    const QString sentence = Guarantees::tr("A reaper beside each process ends it with the daemon.");
    return Guarantee{GuaranteeKind::Reaper, why.isEmpty() ? sentence : sentence + QLatin1Char(' ') + why, program};
}

} // namespace

Result<Guarantee> chooseGuarantee(const QString& wish, const QString& programDir)
{
    if (wish == QLatin1String("reaper"))
        return reaper(programDir, {});
    if (!wish.isEmpty() && wish != QLatin1String("namespaces"))
        return fail(Error::Code::InvalidData,
                    Guarantees::tr("SIGNALBOX_GUARANTEE is “%1”; expected namespaces or reaper.").arg(wish));
    const QString bwrap = QStandardPaths::findExecutable(QStringLiteral("bwrap"));
    if (wish == QLatin1String("namespaces")) {
        if (bwrap.isEmpty()) {
            return fail(Error::Code::NotFound,
                        Guarantees::tr("The program bwrap is missing; install the package bubblewrap."));
        }
        return namespaces(bwrap);
    }
    if (bwrap.isEmpty())
        return reaper(programDir, Guarantees::tr("(PID namespaces need the package bubblewrap.)"));
    const QString trouble = namespaceTrouble(bwrap);
    if (trouble.isEmpty())
        return namespaces(bwrap);
    return reaper(programDir, Guarantees::tr("(PID namespaces are not available here: %1.)").arg(trouble));
}

} // namespace signalbox
