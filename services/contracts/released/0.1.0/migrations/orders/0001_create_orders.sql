-- Accepted orders. `version` counts changes: it is the ETag, and the aggregate_seq of the order's events.
CREATE TABLE orders (
    id         uuid        PRIMARY KEY,
    user_id    text        NOT NULL,
    amount     bigint      NOT NULL CHECK (amount >= 1), -- minor units
    note       text,
    status     text        NOT NULL,
    version    bigint      NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL
);
CREATE INDEX orders_user_idx ON orders (user_id, id DESC);
