-- 0001: who may sign in. Addresses and names are compared without case; the service stores addresses in lower case.
CREATE TABLE users (
    id            uuid        PRIMARY KEY,
    email         text        NOT NULL,
    username      text,
    role          text        NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'admin', 'root')),
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX users_email_key ON users (email);
CREATE UNIQUE INDEX users_username_key ON users (lower(username)) WHERE username IS NOT NULL;
