-- 0002: the keys that sign tokens. The newest signs, the others are published as long as tokens of theirs may live.
-- Private keys are why no other role may read this table: it belongs to the service's own roles alone.
CREATE TABLE signing_keys (
    kid         text        PRIMARY KEY,
    private_pem text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    retired_at  timestamptz
);
