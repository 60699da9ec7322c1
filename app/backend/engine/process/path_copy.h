// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox {

// Copies a file or folder (links are followed) so that only its owner may read it; a file that has not changed since
// the last copy is left alone. Empty = done, else what the system said.
QString copyPath(const QString& from, const QString& to);

} // namespace signalbox
