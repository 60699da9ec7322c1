-- The writing side: an entry for each key, numbered within its account.
CREATE TABLE accounts (
    id  text   PRIMARY KEY,
    seq bigint NOT NULL
);
CREATE TABLE entries (
    id      uuid   PRIMARY KEY,
    key     bigint NOT NULL UNIQUE, -- the client's
    account text   NOT NULL,
    seq     bigint NOT NULL,
    amount  bigint NOT NULL
);
-- The consuming side. Nothing here is unique: an effect that happens twice stands here twice.
CREATE TABLE postings (
    n        bigint GENERATED ALWAYS AS IDENTITY,
    event_id uuid   NOT NULL,
    entry_id uuid   NOT NULL,
    account  text   NOT NULL,
    seq      bigint NOT NULL,
    amount   bigint NOT NULL
);
CREATE TABLE balances (
    account text   PRIMARY KEY,
    total   bigint NOT NULL
);
