-- For database d: d runs the service, d_reader watches, d_operator retries and resolves. Roles that do not exist (a
-- database of a test) are skipped.
DO $$
DECLARE
    d text := current_database();
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = d) THEN
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON outbox, outbox_lease, outbox_parked, inbox, inbox_foreign, inbox_waiting, idempotency TO %I', d);
        EXECUTE format('GRANT SELECT ON outbox_status TO %I', d);
        EXECUTE format('GRANT EXECUTE ON FUNCTION maintain_partitions() TO %I', d);
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = d || '_reader') THEN
        EXECUTE format('GRANT SELECT ON outbox, outbox_lease, outbox_parked, outbox_status, inbox, inbox_foreign, inbox_waiting TO %I', d || '_reader');
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = d || '_operator') THEN
        EXECUTE format('GRANT SELECT, UPDATE, DELETE ON outbox, outbox_parked, inbox, inbox_foreign, inbox_waiting TO %I', d || '_operator');
        EXECUTE format('GRANT SELECT ON outbox_lease, outbox_status TO %I', d || '_operator');
    END IF;
END
$$;
