-- Events for the goal "inbox": as many orders' outbox rows as :count says, each of an order of its own.
WITH made AS MATERIALIZED (
    SELECT gen_random_uuid() AS order_id,
           (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
            || substr(md5(n::text || random()), 1, 3) || '8' || substr(md5(random()::text || n), 1, 15))::uuid AS event_id
    FROM generate_series(1, :count) AS n
)
INSERT INTO outbox (part, event_id, aggregate_type, aggregate_id, aggregate_seq, event_type, schema_version, payload, headers)
SELECT outbox_part('order', order_id::text), event_id, 'order', order_id::text, 1, 'order.created.v1', 1,
       jsonb_build_object('order_id', order_id, 'user_id', '01930000-0000-7000-8000-0000000000aa', 'amount', 5000,
                          'lines', '[]'::jsonb, 'created_at', '2026-11-20T14:31:08.120Z'),
       '{"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}'
FROM made;
