// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace signalbox {

// Whether a process runs; one that has ended counts as gone, even if nobody has taken note of it yet (a zombie).
bool isProcessAlive(qint64 pid);

} // namespace signalbox
