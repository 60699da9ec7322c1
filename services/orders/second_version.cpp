// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/second_version.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace orders {
namespace {

using platform::HttpRequest;
using platform::HttpResponse;

constexpr std::string_view firstBase = "/api/v1/";
constexpr std::string_view secondBase = "/api/v2/";
constexpr const char* onlyCurrency = "EUR"; // which is all that the document allows

std::string inSecondBase(std::string path)
{
    return path.starts_with(firstBase) ? path.replace(0, firstBase.size(), secondBase) : path;
}

void takeFirstForm(HttpRequest& request)
{
    if (!request.json || !request.json->contains("amount"))
        return;
    nlohmann::json body = *request.json;
    body["amount"] = body["amount"]["value"];
    request.body = body.dump();
    request.json = std::make_shared<const nlohmann::json>(std::move(body));
}

void giveSecondForm(nlohmann::ordered_json& order)
{
    const nlohmann::ordered_json value = order["amount"];
    order["amount"] = {{"value", value}, {"currency", onlyCurrency}};
}

// The same bytes for the same answer, so a replay stays one.
void giveSecondForm(HttpResponse& response)
{
    for (auto& [name, value] : response.headers) {
        if (name == "Location")
            value = inSecondBase(value);
    }
    if (response.status >= 300 || response.body.empty())
        return;
    auto body = nlohmann::ordered_json::parse(response.body);
    if (body.contains("items")) {
        for (auto& order : body["items"])
            giveSecondForm(order);
    } else {
        giveSecondForm(body);
    }
    response.body = body.dump();
}

} // namespace

std::vector<platform::HttpRoute> secondVersion(const std::vector<platform::HttpRoute>& first)
{
    std::vector<platform::HttpRoute> routes = first;
    for (platform::HttpRoute& route : routes) {
        route.path = inSecondBase(route.path);
        route.handler = [handle = route.handler](HttpRequest& request) -> boost::asio::awaitable<HttpResponse> {
            takeFirstForm(request);
            auto answered = handle(request);
            HttpResponse response = co_await std::move(answered);
            giveSecondForm(response);
            co_return response;
        };
    }
    return routes;
}

} // namespace orders
