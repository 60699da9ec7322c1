-- One row for each event.type.v0, of the user that it names.
CREATE TABLE servicename (
    id         uuid        PRIMARY KEY, -- the event's: ordered by time
    user_id    text        NOT NULL,
    subject    text        NOT NULL,    -- what it happened to
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX servicename_user_idx ON servicename (user_id, id DESC);
