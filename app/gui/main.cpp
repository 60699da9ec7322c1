// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/daemon_connection.h"
#include "gui/first_paint.h"
#include "gui/screenshots.h"
#include "gui/workbench.h"
#include "ui/shell/appearance.h"
#include "ui/shell/language.h"
#include "ui/shell/settings.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QMessageBox>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

namespace {

using namespace signalbox;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(signalbox)
};

constexpr int exitFailed = 1;
constexpr int exitUsage = 2;
const auto defaultSize = QStringLiteral("1440x900");

// "1440x900"; empty when it is no size that a window can have.
QSize sizeOf(const QString& text)
{
    const QStringList sides = text.split(QLatin1Char('x'));
    const QSize size(sides.first().toInt(), sides.last().toInt());
    constexpr int most = 10'000;
    return sides.size() == 2 && !size.isEmpty() && size.width() <= most && size.height() <= most ? size : QSize();
}

void parse(QCommandLineParser& parser)
{
    parser.setApplicationDescription(Texts::tr("The window on a stack. Starts its daemon when none runs."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions(
        {{QStringLiteral("stack"), Texts::tr("The stack's Compose file."), QStringLiteral("FILE")},
         {QStringLiteral("state-dir"), Texts::tr("Where the stack keeps its data."), QStringLiteral("DIR")},
         {QStringLiteral("runtime-dir"), Texts::tr("Where the control socket is."), QStringLiteral("DIR")},
         {QStringLiteral("screenshots"),
          Texts::tr("Draw every page in both themes into this folder, then end. Sends the stack's example for it."),
          QStringLiteral("DIR")},
         {QStringLiteral("size"), Texts::tr("Size of these pictures."), QStringLiteral("WxH"), defaultSize}});
    parser.process(*QCoreApplication::instance());
}

// No stack, no window: the sentence goes where the user looks.
int complain(const QString& sentence, bool inWindow)
{
    fprintf(stderr, "%s\n", qPrintable(sentence));
    if (!inWindow)
        return exitFailed;
    QMessageBox box(QMessageBox::Warning, Texts::tr("Signalbox"), sentence, QMessageBox::Close);
    box.setTextFormat(Qt::PlainText);
    box.open();
    QApplication::exec();
    return exitFailed;
}

int runScreenshots(Workbench& workbench, Appearance& appearance, const QCommandLineParser& parser)
{
    const QSize size = sizeOf(parser.value(QStringLiteral("size")));
    if (size.isEmpty()) {
        fprintf(stderr, "%s\n", qPrintable(Texts::tr("--size takes a width and a height: 1440x900.")));
        return exitUsage;
    }
    const QString folder = parser.value(QStringLiteral("screenshots"));
    Screenshots screenshots(workbench.window(), appearance, folder);
    QObject::connect(&screenshots, &Screenshots::finished, &screenshots, [](bool allDrawn) {
        QApplication::exit(allDrawn ? 0 : exitFailed);
    });
    workbench.window().resize(size);
    workbench.window().show();
    QMetaObject::invokeMethod(&screenshots, &Screenshots::run, Qt::QueuedConnection);
    return QApplication::exec();
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("signalbox"));
    QApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("signalbox"));
    // Pictures are the same whatever this user's window remembers.
    const QTemporaryDir scratch;
    const QStringList arguments = QCoreApplication::arguments();
    const bool pictures = std::ranges::any_of(
        arguments, [](const QString& argument) { return argument.startsWith(QLatin1String("--screenshots")); });
    Settings settings(pictures ? scratch.filePath(QStringLiteral("settings.json")) : QString());
    Language language(settings);
    QCommandLineParser parser;
    parse(parser);
    Appearance appearance(app, settings);
    QApplication::setWindowIcon(symbolIcon(QStringLiteral("logo"), appearance.theme().color(Token::Accent)));

    const auto location =
        locateStack({parser.value(QStringLiteral("stack")),
                     {parser.value(QStringLiteral("state-dir")), parser.value(QStringLiteral("runtime-dir"))}});
    if (!location)
        return complain(location.error().message, !pictures);
    DaemonConnection connection(*location);
    StackSession session(connection.channel());
    StoreClient store(location->paths.stateDir);
    HttpClient http;
    Workbench workbench({session, store, http, settings, appearance, language});
    QObject::connect(&connection, &DaemonConnection::problemChanged, &workbench, &Workbench::setConnectionProblem);
    QObject::connect(&workbench, &Workbench::reconnectWanted, &connection, &DaemonConnection::establish);
    connection.establish();
    if (pictures)
        return runScreenshots(workbench, appearance, parser);
    if (qEnvironmentVariableIsSet("SIGNALBOX_QUIT_AFTER_PAINT"))
        new FirstPaint(app);
    workbench.window().show();
    return QApplication::exec();
}
