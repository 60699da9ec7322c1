-- What can be ordered. `stock` is what there is, `reserved` the part of it that orders have. `version` counts changes:
-- it is the ETag, and the aggregate_seq of the item's events.
CREATE TABLE items (
    id         uuid        PRIMARY KEY,
    owner      text        NOT NULL, -- who may change it; everybody may order it
    name       text        NOT NULL,
    stock      bigint      NOT NULL CHECK (stock >= 0),
    reserved   bigint      NOT NULL DEFAULT 0 CHECK (reserved BETWEEN 0 AND stock),
    version    bigint      NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL
);

-- One an order. `released` without lines: the order was cancelled before it was seen here, and reserves nothing any more.
CREATE TABLE reservations (
    order_id   uuid        PRIMARY KEY,
    state      text        NOT NULL CHECK (state IN ('reserved', 'rejected', 'released')),
    lines      jsonb       NOT NULL, -- [{"item", "quantity"}, …]: what is or was reserved
    reason     text,
    version    bigint      NOT NULL DEFAULT 1, -- the aggregate_seq of its events
    changed_at timestamptz NOT NULL DEFAULT now()
);
