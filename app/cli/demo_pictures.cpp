// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/demo_pictures.h"

#include "cli/await.h"
#include "cli/terminal.h"

#include <QDir>
#include <QProcess>

namespace signalbox {
namespace {

constexpr std::chrono::milliseconds pictureTimeout{120'000};

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

} // namespace

Result<QStringList> takePictures(const StackLocation& location, const QString& folder)
{
    const QString program = siblingProgram(QStringLiteral("signalbox"));
    if (program.isEmpty())
        return fail(Error::Code::NotFound,
                    Cli::tr("The program signalbox is not beside this one: no pictures were taken."));
    if (!QDir().mkpath(folder))
        return fail(Error::Code::Failed, Cli::tr("The folder %1 cannot be created.").arg(folder));
    const QStringList old = QDir(folder).entryList({QStringLiteral("*.png")}, QDir::Files);
    for (const QString& picture : old)
        QFile::remove(folder + QLatin1Char('/') + picture); // what is there afterwards was drawn now

    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!hasDisplay() && !environment.contains(QStringLiteral("QT_QPA_PLATFORM")))
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program,
                  {QStringLiteral("--screenshots"),
                   QDir(folder).absolutePath(),
                   QStringLiteral("--stack"),
                   location.stackFile,
                   QStringLiteral("--state-dir"),
                   location.paths.stateDir,
                   QStringLiteral("--runtime-dir"),
                   location.paths.runtimeDir});
    const bool ended = waitUntil([&] { return process.state() == QProcess::NotRunning; }, pictureTimeout);
    const QString said = QString::fromUtf8(process.readAll());
    if (!ended) {
        process.kill();
        waitUntil([&] { return process.state() == QProcess::NotRunning; }, std::chrono::seconds(5));
        return fail(Error::Code::Timeout, Cli::tr("The window did not finish its pictures in time."), said);
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return fail(Error::Code::Failed, Cli::tr("The window could not take its pictures."), said);
    const QStringList pictures = QDir(folder).entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name);
    if (pictures.isEmpty())
        return fail(Error::Code::Failed, Cli::tr("The window wrote no picture to %1.").arg(folder), said);
    return pictures;
}

} // namespace signalbox
