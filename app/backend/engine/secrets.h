// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/stack/stack_file.h"

#include <QString>
#include <QStringList>

namespace signalbox {

// The values of `names` from secrets.env, created with random ones where the file has none. The file is 0600 from its
// first byte, and what stands in it is never replaced: databases and brokers were set up with it.
Result<Variables> ensureSecrets(const QString& file, const QStringList& names);

} // namespace signalbox
