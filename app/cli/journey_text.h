// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"

#include <QJsonObject>
#include <QStringList>

namespace signalbox {

// A journey for people: one aligned line a step (kind, service, what, start, duration), then where the message is now.
QStringList journeyLines(const Journey& journey);
QJsonObject journeyObject(const Journey& journey);

} // namespace signalbox
