// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/stack_file.h"

namespace signalbox {

// Reads an environment file as Compose does: NAME=value, `export NAME=value`, comments, 'literal' and "escaped"
// values; a value is not interpolated. A line that is none of these is Error::Code::InvalidData with file and line.
Result<Variables> parseEnvFile(const QByteArray& text, const QString& path);

// The same for a file; one that does not exist has no variables.
Result<Variables> readEnvFile(const QString& path);

} // namespace signalbox
