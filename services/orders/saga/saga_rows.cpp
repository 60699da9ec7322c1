// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/saga/saga_rows.h"

#include <nlohmann/json.hpp>

namespace orders {
namespace {

using platform::DatabaseResult;
using platform::sqlArray;
using platform::SqlValue;
using platform::Statement;

constexpr Statement selectSagas{
    "saga_select",
    "SELECT order_id, step, state, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'), reason"
    " FROM saga WHERE order_id = ANY ($1::uuid[])",
    "SELECT saga"};
constexpr Statement upsertSagas{
    "saga_upsert",
    "INSERT INTO saga (order_id, step, state, at, reason, headers, deadline)"
    " SELECT *, now() + make_interval(secs => $7::float8 / 1000)"
    " FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::jsonb[])"
    " ON CONFLICT (order_id, step) DO UPDATE SET state = excluded.state, at = excluded.at, reason = excluded.reason"
    " WHERE saga.state <> excluded.state",
    "INSERT saga"};

} // namespace

DatabaseResult<void> readSagas(platform::Transaction& transaction, std::map<std::string, Order>& orders)
{
    std::vector<SqlValue> ids;
    for (const auto& [id, order] : orders)
        if (!order.lines.empty())
            ids.emplace_back(id);
    if (ids.empty())
        return {};
    const auto rows = transaction.query(selectSagas, {sqlArray(ids)});
    if (!rows)
        return tl::unexpected(rows.error());
    for (std::size_t i = 0; i < rows->size(); ++i) {
        SagaEntry entry{stepState(rows->text(i, 2)), rows->text(i, 3), {}};
        if (!rows->isNull(i, 4))
            entry.reason = rows->text(i, 4);
        orders.at(rows->text(i, 0)).saga.insert_or_assign(sagaStep(rows->text(i, 1)), std::move(entry));
    }
    return {};
}

DatabaseResult<void> writeSagas(platform::Transaction& transaction,
                                std::span<const SagaChange> changes,
                                std::chrono::milliseconds stepTimeout)
{
    std::vector<SqlValue> orders, steps, states, times, reasons, headers;
    for (const SagaChange& change : changes) {
        for (const auto& [step, entry] : change.order->saga) {
            orders.emplace_back(change.order->id);
            steps.emplace_back(nameOf(step));
            states.emplace_back(nameOf(entry.state));
            times.emplace_back(entry.at);
            reasons.emplace_back(entry.reason);
            headers.emplace_back(change.headers);
        }
    }
    if (orders.empty())
        return {};
    const auto written = transaction.query(upsertSagas,
                                           {sqlArray(orders),
                                            sqlArray(steps),
                                            sqlArray(states),
                                            sqlArray(times),
                                            sqlArray(reasons),
                                            sqlArray(headers),
                                            std::int64_t{stepTimeout.count()}});
    if (!written)
        return tl::unexpected(written.error());
    return {};
}

std::map<SagaStep, SagaEntry> sagaFromJson(const std::string& json)
{
    std::map<SagaStep, SagaEntry> saga;
    for (const auto& step : nlohmann::json::parse(json)) {
        SagaEntry entry{stepState(step.at("state").get<std::string>()), step.at("at").get<std::string>(), {}};
        if (step.at("reason").is_string())
            entry.reason = step.at("reason").get<std::string>();
        saga.emplace(sagaStep(step.at("step").get<std::string>()), std::move(entry));
    }
    return saga;
}

} // namespace orders
