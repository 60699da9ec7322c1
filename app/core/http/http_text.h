// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace signalbox {

// Sentences about a request that went wrong, said by several sources of this area.
struct HttpText
{
    Q_DECLARE_TR_FUNCTIONS(Http)
};

} // namespace signalbox
