// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/stack_location.h"

#include "core/control/build_tree.h"
#include "core/stack/stack_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRegularExpression>

namespace signalbox {
namespace {

struct Location
{
    Q_DECLARE_TR_FUNCTIONS(StackLocation)
};

QString defaultStackFile()
{
    const QString fromEnvironment = qEnvironmentVariable("SIGNALBOX_STACK");
    if (!fromEnvironment.isEmpty())
        return fromEnvironment;
    const QString installed =
        QCoreApplication::applicationDirPath() + QStringLiteral("/../share/signalbox/compose/compose.yaml");
    return QFile::exists(installed) ? installed : QString::fromUtf8(build_tree::stackFile);
}

Variables environmentVariables()
{
    Variables variables;
    const auto environment = QProcessEnvironment::systemEnvironment();
    const auto names = environment.keys();
    for (const QString& name : names)
        variables.insert(name, environment.value(name));
    return variables;
}

// Lower-case letters, digits, dashes and underscores, beginning with a letter or digit (compose-spec, "Name").
QString normalisedName(const QString& text)
{
    static const QRegularExpression notAllowed(QStringLiteral("[^a-z0-9_-]|^[_-]+"));
    const QString name = text.toLower().remove(notAllowed);
    return name.isEmpty() ? QStringLiteral("stack") : name;
}

} // namespace

Result<StackLocation> locateStack(const StackChoice& choice)
{
    StackLocation location;
    const QFileInfo file(choice.stackFile.isEmpty() ? defaultStackFile() : choice.stackFile);
    location.stackFile = file.canonicalFilePath();
    if (location.stackFile.isEmpty() || !file.isFile()) {
        return fail(Error::Code::NotFound,
                    Location::tr("There is no stack file at %1. Name one with --stack FILE or in SIGNALBOX_STACK.")
                        .arg(QDir::toNativeSeparators(file.absoluteFilePath())));
    }
    QFile reader(location.stackFile);
    if (!reader.open(QIODevice::ReadOnly)) {
        return fail(Error::Code::Refused,
                    Location::tr("The stack file %1 cannot be read: %2. Check its permissions.")
                        .arg(location.stackFile, reader.errorString()));
    }
    location.stackName = stackNameOf(reader.read(1024 * 1024), location.stackFile);
    return statePaths(stackId(location.stackName, location.stackFile), choice.paths).map([&](const StatePaths& paths) {
        location.paths = paths;
        return location;
    });
}

QString stackNameOf(const QByteArray& composeText, const QString& absoluteFile)
{
    static const QRegularExpression nameLine(QStringLiteral(R"(^name:[ \t]*(["']?)([^\r\n#]*?)\1[ \t]*(#.*)?\r?$)"),
                                             QRegularExpression::MultilineOption);
    const auto match = nameLine.match(QString::fromUtf8(composeText));
    const auto written = interpolate(match.captured(2), environmentVariables());
    if (match.hasMatch() && written && !written->isEmpty())
        return normalisedName(*written);
    return normalisedName(QFileInfo(QFileInfo(absoluteFile).absolutePath()).fileName());
}

QString siblingProgram(const QString& name)
{
    const QString folder = QCoreApplication::applicationDirPath();
    for (const QString& candidate : {folder + QLatin1Char('/') + name, folder + QStringLiteral("/../bin/") + name}) {
        if (QFileInfo(candidate).isExecutable())
            return QFileInfo(candidate).canonicalFilePath();
    }
    return {};
}

} // namespace signalbox
