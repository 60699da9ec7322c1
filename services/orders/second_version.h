// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <vector>

namespace orders {

// Version 2 of the API beside version 1, with the same handlers, store and idempotency: an amount is
// {"value", "currency"} instead of a bare number. What is stored knows no version, so an order that was placed with one
// is read with the other; a key belongs to the version it was used with, since the path is part of its fingerprint.
std::vector<platform::HttpRoute> secondVersion(const std::vector<platform::HttpRoute>& first);

} // namespace orders
