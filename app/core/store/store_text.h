// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace signalbox {

// Sentences about the telemetry store, said by several sources of this area.
struct StoreText
{
    Q_DECLARE_TR_FUNCTIONS(Store)
};

} // namespace signalbox
