// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/saga/saga_consumer.h"

#include "orders/embedded.h"
#include "platform/bus/json_schema.h"
#include "platform/inbox/event_body.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace orders {
namespace {

using EventKind = SagaEvent::Kind;

platform::EventHandler sagaHandler(std::string_view schema, EventKind kind, const SagaSettings& settings)
{
    const auto contract = std::make_shared<const platform::JsonSchema>(schema);
    const auto read = [contract,
                       kind](const platform::Message& message,
                             const platform::TraceContext& trace) -> tl::expected<SagaInput, platform::Refusal> {
        const auto body = platform::readEventBody(message, *contract, {"order_id"});
        if (!body)
            return tl::unexpected(body.error());
        return SagaInput{.orderId = body->at("order_id").get<std::string>(),
                         .event = {kind, body->value("reason", "")},
                         .cause = platform::causeOf(message, trace),
                         .trace = trace};
    };
    const auto apply = [settings](platform::Transaction& transaction, std::span<const SagaInput> inputs) {
        return advanceSagas(transaction, inputs, settings);
    };
    return platform::eventHandler<SagaInput>(read, apply);
}

} // namespace

std::map<std::string, platform::EventHandler> sagaHandlers(const SagaSettings& settings)
{
    return {{"item.reserved.v1", sagaHandler(itemReservedSchema(), EventKind::Reserved, settings)},
            {"item.rejected.v1", sagaHandler(itemRejectedSchema(), EventKind::Rejected, settings)},
            {"item.released.v1", sagaHandler(itemReleasedSchema(), EventKind::Released, settings)},
            {"invoice.issued.v1", sagaHandler(invoiceIssuedSchema(), EventKind::Issued, settings)},
            {"invoice.failed.v1", sagaHandler(invoiceFailedSchema(), EventKind::Failed, settings)},
            {"invoice.voided.v1", sagaHandler(invoiceVoidedSchema(), EventKind::Voided, settings)}};
}

} // namespace orders
