-- 0005: who signed in, who was refused. The service itself may only add to it: whoever takes over the service cannot
-- remove its traces. No address, name or token is in it; trace_id leads to the request.
CREATE TABLE audit (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL DEFAULT now(),
    event    text        NOT NULL,
    user_id  uuid,
    trace_id text
);
CREATE INDEX audit_user_id ON audit (user_id, at);
DO $$
DECLARE
    d text := current_database();
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = d) THEN
        EXECUTE format('REVOKE ALL ON audit FROM %I', d);
        EXECUTE format('GRANT SELECT, INSERT ON audit TO %I', d);
    END IF;
END
$$;
