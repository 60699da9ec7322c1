// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox {

class StackSession;

// The colour that the stack file declares for a service, "#rrggbb"; empty when it declares none or does not know it.
QString declaredColor(const StackSession& session, const QString& service);

} // namespace signalbox
