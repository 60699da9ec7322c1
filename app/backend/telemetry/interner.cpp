// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/interner.h"

namespace signalbox {
namespace {

constexpr qsizetype cacheLimit = 100'000; // a service that puts ids into span names must not fill the memory
constexpr qsizetype longestText = 512;

} // namespace

Interner::Interner(SqliteDatabase& database, const Masker& masker)
    : m_masker(masker)
    , m_find(database.prepare("SELECT id FROM strings WHERE text = ?"))
    , m_insert(database.prepare("INSERT INTO strings (text) VALUES (?) RETURNING id"))
{
}

qint64 Interner::id(const QString& text)
{
    if (const auto found = m_ids.constFind(text); found != m_ids.constEnd())
        return *found;
    if (m_ids.size() >= cacheLimit)
        m_ids.clear();
    const QString kept = QString::fromUtf8(m_masker.mask(text.left(longestText).toUtf8()));
    qint64 id = 0;
    if (m_find.bind(1, kept).step() == SqliteStatement::Step::Row) {
        id = m_find.integer(0);
        m_find.reset();
    } else if (m_insert.bind(1, kept).step() == SqliteStatement::Step::Row) {
        id = m_insert.integer(0);
        m_insert.reset();
    }
    if (id > 0)
        m_ids.insert(text, id);
    return id;
}

} // namespace signalbox
