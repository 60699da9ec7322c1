// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QByteArrayView>

#include <array>
#include <cstdint>
#include <vector>

namespace signalbox {

// Finds all of many words in one pass over a text (Aho and Corasick, 1975), ASCII letters in either case. The table
// has one row of 256 entries a state: one load a byte, however many words there are.
class AhoCorasick
{
public:
    explicit AhoCorasick(const QByteArrayList& words);

    // One step of the automaton: the state after `byte`. It has the bit `ends` when a word ends there, so that a text
    // without any of them is one load and one test a byte.
    quint32 next(quint32 state, char byte) const { return m_rows[state & ~ends][static_cast<quint8>(byte)]; }
    // The longest word that ends in this state, or -1.
    int wordAt(quint32 state) const { return m_words[state & ~ends]; }
    // The next shorter word that ends in the same place; 0 = none.
    quint32 shorter(quint32 state) const { return m_shorter[state & ~ends]; }

    static constexpr quint32 start = 0;
    static constexpr quint32 ends = 0x8000'0000;

private:
    static quint8 fold(char byte)
    {
        const auto value = static_cast<quint8>(byte);
        return value >= 'A' && value <= 'Z' ? static_cast<quint8>(value | 0x20) : value;
    }
    void insert(QByteArrayView word, int number);
    void link();
    void finish();

    std::vector<std::array<quint32, 256>> m_rows;
    std::vector<int> m_words;
    std::vector<quint32> m_shorter;
};

} // namespace signalbox
