-- 0006: who may do what can change, and what was issued can be taken back. `version` counts the events of a user.
ALTER TABLE users ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN disabled_at timestamptz;
ALTER TABLE sessions DROP CONSTRAINT sessions_ended_because_check;
ALTER TABLE sessions ADD CONSTRAINT sessions_ended_because_check
    CHECK (ended_because IN ('signed_out', 'reuse', 'revoked', 'disabled'));

-- What services must know of tokens that have not expired: a session that ended, or the role that a user has now. Read
-- from a number onwards, so numbers have to appear in their order: whoever writes holds a lock until the end of its
-- transaction, which is therefore the last that it takes (services/auth/revocation_list.cpp).
CREATE TABLE revocations (
    seq        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT now(),
    session_id uuid,
    user_id    uuid,
    role       text,
    CHECK ((session_id IS NOT NULL) <> (user_id IS NOT NULL AND role IS NOT NULL))
);
CREATE INDEX revocations_at ON revocations (at);

-- What an administrator did to somebody, and how.
ALTER TABLE audit ADD COLUMN actor_id uuid;
ALTER TABLE audit ADD COLUMN detail text;
