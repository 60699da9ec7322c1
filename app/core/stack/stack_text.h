// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace signalbox {

// Translation context of everything that is said about stack files.
class StackText
{
    Q_DECLARE_TR_FUNCTIONS(StackFile)
};

} // namespace signalbox
