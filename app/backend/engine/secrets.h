// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/stack/stack_file.h"

#include <QString>
#include <QStringList>

namespace signalbox {

// The values of `names` from secrets.env. What the file does not have yet is added: the user's own value when there is
// one in `given`, else a random one. The file is 0600 from its first byte, and what stands in it is never replaced:
// databases and brokers were set up with it, and a variable that happens to be set in some shell must not lock them.
Result<Variables> ensureSecrets(const QString& file, const QStringList& names, const Variables& given = {});

} // namespace signalbox
