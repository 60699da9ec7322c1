-- The transaction of the consumer of order.created.v1 for one event, as pgbench sends it: the floor of the goal "inbox".
\set high random(0, 4095)
\set low random(0, 281474976710655)
BEGIN;
INSERT INTO inbox (event_id, consumer)
SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(:high::int), 3, '0')
        || '8000' || lpad(to_hex(:low::bigint), 12, '0'))::uuid, 1
ON CONFLICT DO NOTHING;
INSERT INTO invoices (id, order_id, user_id, amount)
SELECT gen_random_uuid(), gen_random_uuid(), '01930000-0000-7000-8000-0000000000aa', 5000
ON CONFLICT (order_id) DO NOTHING;
COMMIT;
