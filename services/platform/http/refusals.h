// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <string_view>

namespace platform {

// Answers to bytes that do not make a request. After each of them the connection is closed.
HttpResponse badRequest(std::string_view detail);   // 400
HttpResponse requestTimeout();                      // 408
HttpResponse bodyTooLarge();                        // 413
HttpResponse targetTooLong();                       // 414
HttpResponse tooManyBodies();                       // 503: not too large, but not now
HttpResponse tooManyConnections();                  // 503
HttpResponse headTooLarge(std::string_view detail); // 431

} // namespace platform
