// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/interner.h"

namespace signalbox {
namespace {

constexpr size_t textLimit = 100'000; // a service that puts ids into span names must not fill the memory
constexpr size_t valueLimit = 50'000;
constexpr size_t longestText = 512;
constexpr size_t longestInterned = 64;
constexpr size_t candidates = 4096;
constexpr int oftenEnough = 32; // an id that all spans of a trace carry does not repeat

std::string_view cut(std::string_view utf8)
{
    if (utf8.size() <= longestText)
        return utf8;
    size_t end = longestText;
    while (end > 0 && (static_cast<quint8>(utf8[end]) & 0xc0) == 0x80) // not within a character
        --end;
    return utf8.substr(0, end);
}

} // namespace

Interner::Interner(SqliteDatabase& database, const Masker& masker)
    : m_masker(masker)
    , m_candidates(candidates)
    , m_find(database.prepare("SELECT id FROM strings WHERE text = ?"))
    , m_insert(database.prepare("INSERT INTO strings (text) VALUES (?) RETURNING id"))
{
}

void Interner::forget()
{
    m_texts.clear();
    m_values.clear();
}

qint64 Interner::id(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    return this->text({utf8.constData(), static_cast<size_t>(utf8.size())}).id;
}

Interner::Text Interner::text(std::string_view utf8)
{
    if (const auto found = m_texts.find(utf8); found != m_texts.end())
        return found->second;
    if (m_texts.size() >= textLimit)
        m_texts.clear();
    const QString key = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    const Text text{.id = idInStore(utf8), .isSecretKey = m_masker.isSecretKey(key)};
    if (text.id > 0)
        m_texts.emplace(utf8, text);
    return text;
}

quint32 Interner::valueId(std::string_view utf8)
{
    if (utf8.empty() || utf8.size() > longestInterned)
        return 0;
    if (const auto found = m_values.find(utf8); found != m_values.end())
        return found->second;
    const size_t hash = Hash()(utf8);
    Candidate& candidate = m_candidates[hash % candidates];
    if (candidate.hash != hash)
        candidate = {.hash = hash, .count = 0};
    if (++candidate.count < oftenEnough || m_values.size() >= valueLimit)
        return 0;
    const quint32 id = idInStore(utf8);
    if (id > 0)
        m_values.emplace(utf8, id);
    return id;
}

quint32 Interner::idInStore(std::string_view utf8)
{
    const std::string_view begin = cut(utf8);
    const QString kept =
        QString::fromUtf8(m_masker.mask(QByteArray(begin.data(), static_cast<qsizetype>(begin.size()))));
    qint64 id = 0;
    if (m_find.bind(1, kept).step() == SqliteStatement::Step::Row) {
        id = m_find.integer(0);
        m_find.reset();
    } else if (m_insert.bind(1, kept).step() == SqliteStatement::Step::Row) {
        id = m_insert.integer(0);
        m_insert.reset();
    }
    return static_cast<quint32>(id);
}

} // namespace signalbox
