// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/database.h"

namespace orders {

// A batch of new orders as one statement, in two shapes: when none of them has lines nobody pays for those that have.
// Private to the store. The arrays are binary (SqlArray).
//
// A key that another instance holds costs its row an answer, and never makes the batch wait: ON CONFLICT alone would
// wait for the other's commit. Orders and events come from `fresh` only, that is from what the insert of the record
// returned (or has no key): what was known before has no effect.
#define PLACE_ORDERS(moreArrays, moreNames, columns, type, more)                                                       \
    "WITH input AS MATERIALIZED ("                                                                                     \
    " SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[],"                  \
    " $7::uuid[], $8::jsonb[], $9::jsonb[], $10::text[], $11::text[], $12::bytea[], $13::smallint[], $14::jsonb[],"    \
    " $15::bytea[], $16::text[]" moreArrays ") WITH ORDINALITY AS t (id, user_id, amount, note, status, created_at,"   \
    " event_id, payload, headers, scope, key, fingerprint, answer_status, answer_headers, answer_body,"                \
    " traceparent" moreNames ", ordinal)"                                                                              \
    "), locked AS MATERIALIZED ("                                                                                      \
    " SELECT *, key IS NULL OR pg_try_advisory_xact_lock(hashtextextended(scope || '/' || key, 0)) AS got FROM input"  \
    "), record AS ("                                                                                                   \
    " INSERT INTO idempotency (scope, key, fingerprint, status, headers, body, traceparent)"                           \
    " SELECT scope, key, fingerprint, answer_status, answer_headers, answer_body, traceparent"                         \
    " FROM locked WHERE got AND key IS NOT NULL ON CONFLICT DO NOTHING RETURNING scope, key"                           \
    "), fresh AS MATERIALIZED ("                                                                                       \
    " SELECT l.* FROM locked l LEFT JOIN record r ON r.scope = l.scope AND r.key = l.key"                              \
    " WHERE l.key IS NULL OR r.key IS NOT NULL"                                                                        \
    "), placed AS ("                                                                                                   \
    " INSERT INTO orders (id, user_id, amount, note, status, version, created_at" columns ")"                          \
    " SELECT id, user_id, amount, note, status, 1, created_at::timestamptz" columns " FROM fresh"                      \
    "), sent AS ("                                                                                                     \
    " INSERT INTO outbox (part, event_id, aggregate_type, aggregate_id, aggregate_seq, event_type, schema_version,"    \
    " payload, headers)"                                                                                               \
    " SELECT outbox_part('order', id::text), event_id, 'order', id::text, 1, " type ", 1, payload, headers"            \
    " FROM fresh" more ") SELECT l.got, f.id IS NOT NULL FROM locked l LEFT JOIN fresh f USING (ordinal)"              \
    " ORDER BY l.ordinal"

inline constexpr platform::Statement placeOrders{
    "orders_place", PLACE_ORDERS("", "", "", "'order.created.v1'", ""), "INSERT orders"};

// $17 lines, NULL for none; $18 type of the event; $19 milliseconds until the first step of a saga is too late.
inline constexpr platform::Statement placeOrdersWithLines{
    "orders_place_with_lines",
    PLACE_ORDERS(", $17::jsonb[], $18::text[]",
                 ", lines, event_type",
                 ", lines",
                 "event_type",
                 "), begun AS ("
                 " INSERT INTO saga (order_id, step, state, at, headers, deadline)"
                 " SELECT id, 'reserve', 'pending', created_at::timestamptz, headers,"
                 " now() + make_interval(secs => $19::float8 / 1000) FROM fresh WHERE lines IS NOT NULL"),
    "INSERT orders"};

#undef PLACE_ORDERS

} // namespace orders
