// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/change_order.h"

#include <nlohmann/json_fwd.hpp>

namespace orders {

// Bodies as values; each is valid against its schema of the API document.
OrderRequest readNewOrder(const nlohmann::json& body);
OrderPatch readPatch(const nlohmann::json& body);

} // namespace orders
