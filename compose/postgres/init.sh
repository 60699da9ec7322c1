#!/bin/bash
# SPDX-FileCopyrightText: The Signalbox authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the container's first start does; the native engine runs database.sql itself.
set -eu
for database in ${DATABASES}; do
    prefix=$(printf '%s' "${database}" | tr 'a-z-' 'A-Z_')
    owner="${prefix}_OWNER_PASSWORD" runtime="${prefix}_DB_PASSWORD" reader="${prefix}_READER_PASSWORD" operator="${prefix}_OPERATOR_PASSWORD"
    for name in "${owner}" "${runtime}" "${reader}" "${operator}"; do
        [ -n "${!name:-}" ] || { echo "${name} is empty: copy .env.example to .env and fill it in" >&2; exit 1; }
    done
    DATABASE="${database}" OWNER_PASSWORD="${!owner}" RUNTIME_PASSWORD="${!runtime}" \
    READER_PASSWORD="${!reader}" OPERATOR_PASSWORD="${!operator}" \
        psql --no-psqlrc --username postgres --dbname postgres --file /etc/signalbox/database.sql
done
