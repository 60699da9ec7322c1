-- The transaction of POST /api/v1/orders for one order, as pgbench sends it: the floor of the goal "write_path".
WITH input AS MATERIALIZED (
    SELECT gen_random_uuid() AS id, gen_random_uuid() AS event_id, gen_random_uuid()::text AS key
), locked AS MATERIALIZED (
    SELECT *, pg_try_advisory_xact_lock(hashtextextended('bench/' || key, 0)) AS got FROM input
), record AS (
    INSERT INTO idempotency (scope, key, fingerprint, status, headers, body, traceparent)
    SELECT 'bench', key, decode(repeat('ab', 32), 'hex'), 201, '[]', convert_to(repeat('x', 160), 'UTF8'),
           '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
    FROM locked WHERE got
    ON CONFLICT DO NOTHING
    RETURNING scope, key
), fresh AS MATERIALIZED (
    SELECT l.* FROM locked l JOIN record r ON r.key = l.key
), placed AS (
    INSERT INTO orders (id, user_id, amount, note, status, version, created_at)
    SELECT id, 'bench', 5000, NULL, 'created', 1, now() FROM fresh
), sent AS (
    INSERT INTO outbox (part, event_id, aggregate_type, aggregate_id, aggregate_seq, event_type, schema_version, payload, headers)
    SELECT outbox_part('order', id::text), event_id, 'order', id::text, 1, 'order.created.v1', 1,
           jsonb_build_object('order_id', id, 'user_id', '01930000-0000-7000-8000-0000000000aa', 'amount', 5000, 'lines', '[]'::jsonb, 'created_at', '2026-11-20T14:31:08.120Z'),
           '{"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}'
    FROM fresh
)
SELECT got FROM locked;
