-- A record whose effect lies outside of the database exists before the effect: status 0 and the time until which its
-- writer may be expected. NULL: completed, and with the effect in one transaction.
ALTER TABLE idempotency ADD COLUMN lease_until timestamptz;

-- The operator resolves what has no known outcome; what is stored of people's answers is not needed for that.
DO $$
DECLARE
    operator text := current_database() || '_operator';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = operator) THEN
        EXECUTE format('GRANT SELECT (scope, key, status, traceparent, created_at, lease_until), DELETE ON idempotency TO %I', operator);
    END IF;
END
$$;
