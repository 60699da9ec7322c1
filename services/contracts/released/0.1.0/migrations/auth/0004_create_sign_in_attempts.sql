-- 0004: attempts to sign in since the last one that succeeded, by what was typed as address or name, whether somebody
-- has it or not: a lock must not tell. The hash keeps what people type by mistake out of the table.
CREATE TABLE sign_in_attempts (
    login_hash   bytea       PRIMARY KEY,
    attempts     integer     NOT NULL,
    last_at      timestamptz NOT NULL,
    locked_until timestamptz
);
CREATE INDEX sign_in_attempts_last_at ON sign_in_attempts (last_at);
