-- Which events have had their effect. Partitions are ranges of the UUIDv7 itself, so the key is unique across them and
-- old ones can be dropped.
CREATE TABLE inbox (
    event_id uuid,
    consumer smallint,
    seen_at  timestamptz DEFAULT now(),
    PRIMARY KEY (event_id, consumer)
) PARTITION BY RANGE (event_id);

-- Ids that are not version 7, or of a time without a partition.
CREATE TABLE inbox_foreign (
    event_id uuid,
    consumer smallint,
    seen_at  timestamptz DEFAULT now(),
    PRIMARY KEY (event_id, consumer)
);

-- Later events of an aggregate while an earlier one waits in a retry tier.
CREATE TABLE inbox_waiting (
    consumer       smallint,
    aggregate_type text,
    aggregate_id   text,
    aggregate_seq  bigint,
    delivery       jsonb,
    since          timestamptz,
    PRIMARY KEY (consumer, aggregate_type, aggregate_id, aggregate_seq)
);
