-- issued, voided when its order was cancelled, or refused: the order gets none, for the reason. A row that is refused
-- is seen by nobody; it answers an order that comes late or twice.
ALTER TABLE invoices
    ADD COLUMN status  text   NOT NULL DEFAULT 'issued' CHECK (status IN ('issued', 'voided', 'refused')),
    ADD COLUMN reason  text,
    ADD COLUMN version bigint NOT NULL DEFAULT 1; -- the aggregate_seq of its events
