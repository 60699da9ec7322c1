// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_location.h"

#include <QStringList>

namespace signalbox {

// Has the window program draw each of its pages over the running stack into a folder, without a display if there is
// none. The names of the pictures, or why there are none.
Result<QStringList> takePictures(const StackLocation& location, const QString& folder);

} // namespace signalbox
