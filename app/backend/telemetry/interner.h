// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/masker.h"
#include "core/store/sqlite.h"

#include <QHash>

namespace signalbox {

// Gives texts that repeat (services, span names, attribute keys) their id in `strings`, masked once when they are new.
class Interner
{
public:
    Interner(SqliteDatabase& database, const Masker& masker);

    qint64 id(const QString& text);
    void forget() { m_ids.clear(); } // after a rollback the new ones are gone again

private:
    const Masker& m_masker;
    QHash<QString, qint64> m_ids;
    SqliteStatement m_find;
    SqliteStatement m_insert;
};

} // namespace signalbox
