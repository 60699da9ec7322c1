-- One invoice an order. `user_id` is the order's, from its event: whose invoice it is.
CREATE TABLE invoices (
    id         uuid        PRIMARY KEY,
    order_id   uuid        NOT NULL UNIQUE,
    user_id    text        NOT NULL,
    amount     bigint      NOT NULL CHECK (amount >= 1), -- minor units
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX invoices_user_idx ON invoices (user_id, id DESC);
