// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order_request.h"

#include "platform/idempotency/canonical_json.h"
#include "platform/idempotency/valid_body.h"

#include <nlohmann/json.hpp>

namespace orders {

tl::expected<PlaceRequest, platform::HttpResponse> readPlaceRequest(const platform::HttpRequest& request,
                                                                    const std::optional<std::string>& key,
                                                                    const platform::JsonSchema& newOrder)
{
    const auto body = platform::readValidBody(request, newOrder);
    if (!body)
        return tl::unexpected(body.error());
    PlaceRequest place;
    place.order.amount = body->at("amount").get<std::int64_t>();
    if (const auto note = body->find("note"); note != body->end())
        place.order.note = note->get<std::string>();
    if (key)
        place.key = KeyedBy{.scope = platform::idempotencyScope("orders", request.principal),
                            .key = *key,
                            .fingerprint = platform::requestFingerprint(request, platform::canonicalJson(*body))};
    return place;
}

} // namespace orders
