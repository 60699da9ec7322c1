// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/http_client.h"

namespace signalbox {

// Reads a request file as editors know it (".http"): comment lines with # or //, "METHOD URL", header lines, an empty
// line, the body up to the end or a line of "###". The URL may be a path alone.
Result<HttpRequest> parseRequestText(const QByteArray& text, const QString& file);

} // namespace signalbox
