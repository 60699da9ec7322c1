// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

namespace signalbox {

// What a span is called where people read it. A proxy knows no route and names its span by the method alone
// (OpenTelemetry semantic conventions for HTTP, "Name"): such a name is shown with the path.
QString spanTitle(const Span& span);

} // namespace signalbox
