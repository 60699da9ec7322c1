// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"
#include "core/store/sqlite.h"

#include <QVariant>

#include <functional>

namespace signalbox {

// A TraceQuery as the condition of a SELECT on `traces t`, with the values that belong to its parameters: texts of
// the user never become SQL.
struct TraceFilterSql
{
    QByteArray where;
    QVariantList values; // qlonglong, QString, or null

    void bindTo(SqliteStatement& statement) const;
};

// `stringId` answers with the id of an interned text, or -1.
TraceFilterSql traceFilterSql(const TraceQuery& query, const std::function<qint64(const QString&)>& stringId);

} // namespace signalbox
