// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/masker.h"
#include "core/store/sqlite.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace signalbox {

// Gives texts that repeat (services, span names, attribute keys, common values) their id in `strings`, masked once when
// they are new. A text that is known costs one look into a table of memory.
class Interner
{
public:
    struct Text
    {
        quint32 id = 0;           // 0 = the store could not take it
        bool isSecretKey = false; // as the key of an attribute: its value must not be kept
    };

    Interner(SqliteDatabase& database, const Masker& masker);

    Text text(std::string_view utf8);
    qint64 id(const QString& text);
    // Of a value that came often enough, else 0: it is to be written out where it stands.
    quint32 valueId(std::string_view utf8);
    void forget(); // after a rollback the new ones are gone again

private:
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    template<typename T>
    using Table = std::unordered_map<std::string, T, Hash, std::equal_to<>>;
    // How often a value with this hash came of late; another one with the same place begins anew.
    struct Candidate
    {
        size_t hash = 0;
        int count = 0;
    };

    quint32 idInStore(std::string_view utf8);

    const Masker& m_masker;
    Table<Text> m_texts;
    Table<quint32> m_values;
    std::vector<Candidate> m_candidates;
    SqliteStatement m_find;
    SqliteStatement m_insert;
};

} // namespace signalbox
