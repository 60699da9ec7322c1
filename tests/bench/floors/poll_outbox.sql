-- How the dispatcher looks for what is to be sent, with nothing in flight: the goal "dispatcher" measures it behind an old
-- snapshot. :low is the low-water mark; 0 is the full sweep of each second.
SELECT o.id, o.created_at::text, extract(epoch FROM o.created_at)::bigint, o.part, o.attempts, o.event_id,
       o.aggregate_type, o.aggregate_id, o.aggregate_seq, o.event_type, o.schema_version, o.payload::text,
       o.headers::text,
       EXISTS (SELECT FROM outbox_parked p
               WHERE p.aggregate_type = o.aggregate_type AND p.aggregate_id = o.aggregate_id)
FROM outbox o
WHERE o.part = ANY ('{0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31}'::smallint[])
  AND o.sent_at IS NULL AND o.dead_at IS NULL
  AND (o.not_before IS NULL OR o.not_before <= now())
  AND o.id >= :low AND o.id <> ALL ('{}'::bigint[])
  AND NOT EXISTS (SELECT FROM outbox e
                  WHERE e.aggregate_type = o.aggregate_type AND e.aggregate_id = o.aggregate_id
                    AND e.aggregate_seq < o.aggregate_seq AND e.sent_at IS NULL)
ORDER BY o.part, o.id
LIMIT 500;
