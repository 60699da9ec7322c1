-- What an order reserves: [{"item", "quantity"}, …]; NULL = nothing, and then it has no saga.
ALTER TABLE orders ADD COLUMN lines jsonb;

-- How far an order with lines has come: a row for each step that was begun. A pending step is also a timer: when its
-- deadline has passed, any instance may end it. `headers` is why it was begun, as in the outbox.
CREATE TABLE saga (
    order_id uuid        NOT NULL REFERENCES orders,
    step     text        NOT NULL CHECK (step IN ('reserve', 'invoice', 'confirm')),
    state    text        NOT NULL CHECK (state IN ('pending', 'done', 'failed', 'compensating', 'compensated')),
    at       timestamptz NOT NULL, -- since when it is in this state
    reason   text,
    deadline timestamptz,
    headers  jsonb       NOT NULL,
    PRIMARY KEY (order_id, step)
);
CREATE INDEX saga_deadline_idx ON saga (deadline) WHERE state = 'pending';
