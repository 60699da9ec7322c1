-- Events that a transaction of the service has decided to send. Insert through the parent only.
CREATE TABLE outbox (
    id             bigint GENERATED ALWAYS AS IDENTITY,
    part           smallint    NOT NULL CHECK (part BETWEEN 0 AND 31), -- hash of the aggregate: what a dispatcher leases
    event_id       uuid        NOT NULL,                               -- UUIDv7 = message-id
    aggregate_type text        NOT NULL,
    aggregate_id   text        NOT NULL,
    aggregate_seq  bigint      NOT NULL,                               -- from the aggregate's row, locked before
    event_type     text        NOT NULL,
    schema_version int         NOT NULL,
    payload        jsonb       NOT NULL,
    headers        jsonb       NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    not_before     timestamptz,
    attempts       smallint    NOT NULL DEFAULT 0,
    last_error     text,
    sent_at        timestamptz,
    dead_at        timestamptz,
    PRIMARY KEY (created_at, id)
) PARTITION BY RANGE (created_at);
CREATE INDEX outbox_pending_idx ON outbox (part, id) WHERE sent_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_aggregate_idx ON outbox (aggregate_type, aggregate_id, aggregate_seq) WHERE sent_at IS NULL;

-- Who may send which part; a completion with an older epoch than the row's changes nothing.
CREATE TABLE outbox_lease (
    part  smallint    PRIMARY KEY,
    owner uuid,
    epoch bigint      NOT NULL,
    until timestamptz NOT NULL
);
INSERT INTO outbox_lease (part, epoch, until) SELECT part, 0, now() FROM generate_series(0, 31) AS part;

-- Aggregates whose first unsent event was refused: nothing of them is sent before it.
CREATE TABLE outbox_parked (
    aggregate_type text,
    aggregate_id   text,
    first_id       bigint,
    reason         text,
    since          timestamptz,
    PRIMARY KEY (aggregate_type, aggregate_id)
);

CREATE VIEW outbox_status AS
SELECT id, event_id, event_type, aggregate_type, aggregate_id, aggregate_seq,
       CASE WHEN sent_at IS NOT NULL THEN 'SENT' WHEN dead_at IS NOT NULL THEN 'FAILED' ELSE 'PENDING' END AS status,
       attempts AS retry_count, last_error, created_at AS occurred_at, sent_at AS processed_at
FROM outbox;

CREATE FUNCTION outbox_part(aggregate_type text, aggregate_id text) RETURNS smallint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT (hashtextextended(aggregate_type || '/' || aggregate_id, 0) & 31)::smallint
$$;
