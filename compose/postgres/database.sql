-- SPDX-FileCopyrightText: The Signalbox authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- One database with its four roles, for psql 15 as superuser. Runs as often as one likes: what exists is kept, passwords
-- are set anew. By environment, so that no secret is an argument: DATABASE, OWNER_PASSWORD, RUNTIME_PASSWORD,
-- READER_PASSWORD, OPERATOR_PASSWORD.
--   <d>_owner     owns the database, runs migrations     <d>           the service: rows, no DDL
--   <d>_reader    reads outbox and inbox (granted by     <d>_operator  and may change them
--                 the migration that makes the tables)
\set ON_ERROR_STOP on
\set QUIET on
\getenv database DATABASE
\getenv owner_password OWNER_PASSWORD
\getenv runtime_password RUNTIME_PASSWORD
\getenv reader_password READER_PASSWORD
\getenv operator_password OPERATOR_PASSWORD
\set owner :database _owner
\set reader :database _reader
\set operator :database _operator
-- A statement that fails would be logged with its text, and the text has a password.
SET log_min_error_statement = panic;
SET client_min_messages = warning;
SET password_encryption = 'scram-sha-256';

SELECT format('CREATE ROLE %I LOGIN', role)
FROM unnest(ARRAY[:'owner', :'database', :'reader', :'operator']) AS role
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) \gexec
ALTER ROLE :"owner" PASSWORD :'owner_password';
ALTER ROLE :"database" PASSWORD :'runtime_password';
ALTER ROLE :"reader" PASSWORD :'reader_password';
ALTER ROLE :"operator" PASSWORD :'operator_password';

SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'owner')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"database", :"reader", :"operator";
-- A transaction that somebody forgot holds back VACUUM and the outbox with it.
ALTER ROLE :"database" IN DATABASE :"database" SET statement_timeout = '10s';
ALTER ROLE :"database" IN DATABASE :"database" SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE :"reader" IN DATABASE :"database" SET statement_timeout = '5s';
ALTER ROLE :"reader" IN DATABASE :"database" SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE :"reader" IN DATABASE :"database" SET default_transaction_read_only = on;
ALTER ROLE :"operator" IN DATABASE :"database" SET statement_timeout = '10s';
ALTER ROLE :"operator" IN DATABASE :"database" SET idle_in_transaction_session_timeout = '10s';

\connect :database
SET client_min_messages = warning;
ALTER SCHEMA public OWNER TO :"owner";
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"database", :"reader", :"operator";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"database";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO :"database";
