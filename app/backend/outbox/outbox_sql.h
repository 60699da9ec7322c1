// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/outbox/pg_session.h"
#include "core/stack/stack_file.h"
#include "core/store/records.h"

namespace signalbox {

// The questions to a service's outbox and inbox, made of the expressions that its stack file maps them by; what is
// not mapped reads as NULL. All of them are cheap with an index on unsent rows and one that begins with the time of
// creation, as our own services have them.
struct OutboxSql
{
    explicit OutboxSql(const OutboxSpec& spec);

    QByteArray state;   // pending, age of the oldest in ms, dead
    QByteArray recent;  // $1 created since: rows, newest first
    QByteArray pending; // rows that are not sent, oldest first
    QByteArray known;   // $1 array of created, $2 array of ids: exactly these rows
};

struct InboxSql
{
    explicit InboxSql(const InboxSpec& spec);

    QByteArray handled; // $1 array of event ids: those that are there, and since when (µs)
};

// A row of `recent`, `pending` or `known`. `createdText` and `id` ask for it again.
struct OutboxRow
{
    MessageRow message;
    QByteArray createdText;
    QByteArray id;
};
OutboxRow outboxRow(const PgSession::Row& row, const QString& service);

// PostgreSQL's array literal.
QByteArray arrayLiteral(const QByteArrayList& values);

} // namespace signalbox
