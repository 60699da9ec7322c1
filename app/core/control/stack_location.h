// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/state_paths.h"

#include <QString>
#include <QStringList>

namespace signalbox {

// Which stack, and where its things are: the same answer for daemon, window and command line.
struct StackLocation
{
    QString stackFile; // absolute
    QString stackName;
    StatePaths paths;
};

// What the user said on the command line; empty = by the rules below.
struct StackChoice
{
    QString stackFile;   // --stack
    PathOverrides paths; // --state-dir, --runtime-dir
};

// The stack file: --stack, then $SIGNALBOX_STACK, then ../share/signalbox/compose/compose.yaml beside the program,
// then compose/compose.yaml of the source tree it was built from. The file need not be correct (a daemon of a
// stack whose file was broken meanwhile has to be found), but it must exist.
Result<StackLocation> locateStack(const StackChoice& choice);

// The value of the top-level `name`, else the folder's name as Compose writes it (compose-spec, "Name").
QString stackNameOf(const QByteArray& composeText, const QString& absoluteFile);

// A program of ours: beside the running one, or in the bin folder next to its folder. Empty when there is none.
QString siblingProgram(const QString& name);

} // namespace signalbox
