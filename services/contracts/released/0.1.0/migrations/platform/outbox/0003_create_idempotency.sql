-- The answer of each first use of a key. Unpartitioned: uniqueness cannot be kept over time partitions.
CREATE TABLE idempotency (
    scope       text        NOT NULL, -- service, issuer and subject
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL, -- SHA-256
    status      smallint    NOT NULL,
    headers     jsonb       NOT NULL, -- entity headers: [["Location", "…"], …]
    body        bytea       NOT NULL,
    traceparent text        NOT NULL, -- of the first request
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_created_at_idx ON idempotency (created_at);
