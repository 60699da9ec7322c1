// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/translation.h"
#include "daemon/daemon.h"
#include "daemon/unix_signals.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <optional>

namespace {

// As documented in docs/command-line.md.
constexpr int exitFailed = 1;
constexpr int exitUsage = 2;
constexpr int exitHeld = 3;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(signalboxd)
};

int fail(const QString& sentence, int code)
{
    fprintf(stderr, "%s\n", qPrintable(sentence));
    return code;
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        Texts::tr("Runs one stack without a window. signalboxctl and the window talk to it."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions(
        {{QStringLiteral("stack"), Texts::tr("The stack's Compose file."), QStringLiteral("FILE")},
         {QStringLiteral("state-dir"), Texts::tr("Where the stack keeps its data."), QStringLiteral("DIR")},
         {QStringLiteral("runtime-dir"), Texts::tr("Where the control socket is."), QStringLiteral("DIR")},
         {QStringLiteral("idle-exit"),
          Texts::tr("End after so long with nothing running and nobody attached."),
          QStringLiteral("SECONDS")}});
}

} // namespace

int main(int argc, char* argv[])
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("signalbox"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    const auto translation = signalbox::installTranslation(QLocale());
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(app);
    bool isNumber = true;
    const int idle =
        parser.isSet(QStringLiteral("idle-exit")) ? parser.value(QStringLiteral("idle-exit")).toInt(&isNumber) : 0;
    if (!isNumber || idle < 0)
        return fail(Texts::tr("--idle-exit takes a number of seconds."), exitUsage);
    const auto location = signalbox::locateStack(
        {parser.value(QStringLiteral("stack")),
         {parser.value(QStringLiteral("state-dir")), parser.value(QStringLiteral("runtime-dir"))}});
    if (!location)
        return fail(location.error().message, exitFailed);

    signalbox::UnixSignals unixSignals;
    signalbox::Daemon daemon(*location);
    QObject::connect(&unixSignals, &signalbox::UnixSignals::stopRequested, &daemon, &signalbox::Daemon::shutdown);
    QObject::connect(&daemon, &signalbox::Daemon::finished, &app, &QCoreApplication::quit);
    if (const auto opened = daemon.open(); !opened)
        return fail(opened.error().message,
                    opened.error().code == signalbox::Error::Code::Conflict ? exitHeld : exitFailed);
    daemon.setIdleExit(std::chrono::seconds(idle));
    return QCoreApplication::exec();
}
