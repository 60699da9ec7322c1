-- First id of a day as UUIDv7 orders them.
CREATE FUNCTION uuid7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

-- The runtime role has no DDL and calls this at start and every hour: it keeps seven days ahead, and seven back for
-- events that arrive late.
CREATE FUNCTION maintain_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    today date := (now() AT TIME ZONE 'UTC')::date;
    day   date;
    low   timestamptz;
    high  timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('signalbox.maintain_partitions'));
    FOR day IN SELECT today + n FROM generate_series(-8, 7) AS n LOOP
        low := day::timestamp AT TIME ZONE 'UTC';
        high := (day + 1)::timestamp AT TIME ZONE 'UTC';
        IF day >= today - 1 AND to_regclass(format('outbox_p%s', to_char(day, 'YYYYMMDD'))) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF outbox FOR VALUES FROM (%L) TO (%L)',
                           'outbox_p' || to_char(day, 'YYYYMMDD'), low, high);
        END IF;
        IF to_regclass(format('inbox_p%s', to_char(day, 'YYYYMMDD'))) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF inbox FOR VALUES FROM (%L) TO (%L)',
                           'inbox_p' || to_char(day, 'YYYYMMDD'), uuid7_floor(low), uuid7_floor(high));
        END IF;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION maintain_partitions() FROM PUBLIC;
SELECT maintain_partitions();
