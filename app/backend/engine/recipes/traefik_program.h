// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/stack_file.h"

#include <QString>
#include <QVersionNumber>

namespace signalbox {

// Traefik is in no Debian package: $SIGNALBOX_TRAEFIK → `traefik` on PATH when new enough (runs `traefik version`: may
// take a second) → the newest in ~/.cache/signalbox/traefik/<version>/, where bootstrap.sh puts it. Empty = none.
QString findTraefik(const Variables& environment);

// The cache alone: looks at files, runs nothing.
QString findCachedTraefik(const Variables& environment);

QVersionNumber traefikVersionFrom(const QByteArray& output); // of `traefik version`
QVersionNumber leastTraefikVersion();                        // the first with underscoreHeadersStrategy

} // namespace signalbox
