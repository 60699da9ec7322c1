// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/place_order.h"
#include "platform/bus/json_schema.h"
#include "platform/http/http.h"

#include <tl/expected.hpp>

namespace orders {

// A POST as values: the body, valid against the API document's NewOrder, and the key with the request's fingerprint.
struct PlaceRequest
{
    OrderRequest order;
    std::optional<KeyedBy> key;
};

// `key` is the request's Idempotency-Key, read before the body is looked at. 400 or 415 when the body cannot be read.
tl::expected<PlaceRequest, platform::HttpResponse> readPlaceRequest(const platform::HttpRequest& request,
                                                                    const std::optional<std::string>& key,
                                                                    const platform::JsonSchema& newOrder);

} // namespace orders
