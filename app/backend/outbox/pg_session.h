// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QString>

#include <chrono>
#include <memory>

namespace signalbox {

// A read-only connection to a PostgreSQL that may hang, be stopped or go away: every wait has a limit, and ends at
// once when the descriptor given to the constructor becomes readable. The only place that knows libpq. One thread.
class PgSession
{
public:
    using Row = QList<QByteArray>; // text format; NULL is a null QByteArray

    PgSession(const QString& conninfo, int cancelDescriptor);
    ~PgSession();
    PgSession(PgSession&&) = delete;

    bool isOpen() const;
    Result<void> open(std::chrono::milliseconds timeout);
    void close();

    // Error::Code::NotFound: the table or database does not exist (yet). Anything else closes the connection when it
    // is no answer of the server.
    Result<QList<Row>>
    query(const QByteArray& sql, const QByteArrayList& parameters, std::chrono::milliseconds timeout);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace signalbox
