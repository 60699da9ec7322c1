// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/aho_corasick.h"

#include <deque>

namespace signalbox {

AhoCorasick::AhoCorasick(const QByteArrayList& words)
    : m_rows(1)
    , m_words(1, -1)
    , m_shorter(1, 0)
{
    for (qsizetype i = 0; i < words.size(); ++i)
        insert(words.at(i), static_cast<int>(i));
    link();
    finish();
}

void AhoCorasick::insert(QByteArrayView word, int number)
{
    quint32 state = start;
    for (const char byte : word) {
        quint32 target = m_rows[state][fold(byte)];
        if (target == start) {
            target = static_cast<quint32>(m_rows.size());
            m_rows[state][fold(byte)] = target;
            m_rows.emplace_back();
            m_words.push_back(-1);
            m_shorter.push_back(0);
        }
        state = target;
    }
    if (state != start)
        m_words[state] = number;
}

// Breadth first, so that the state to fall back to is complete when it is needed.
void AhoCorasick::link()
{
    std::vector<quint32> fallback(m_rows.size(), start);
    std::deque<quint32> open;
    for (const quint32 child : m_rows[start]) {
        if (child != start)
            open.push_back(child);
    }
    while (!open.empty()) {
        const quint32 state = open.front();
        open.pop_front();
        const quint32 back = fallback[state];
        m_shorter[state] = m_words[back] >= 0 ? back : m_shorter[back];
        for (size_t byte = 0; byte < 256; ++byte) {
            quint32& target = m_rows[state][byte];
            if (target == start) {
                target = m_rows[back][byte];
                continue;
            }
            fallback[target] = m_rows[back][byte];
            open.push_back(target);
        }
    }
}

// Upper-case letters lead where lower-case ones lead, and a state says itself that a word ends in it.
void AhoCorasick::finish()
{
    for (auto& row : m_rows) {
        for (quint32& target : row) {
            if (m_words[target] >= 0 || m_shorter[target] != start)
                target |= ends;
        }
        for (size_t letter = 'A'; letter <= 'Z'; ++letter)
            row[letter] = row[letter | 0x20];
    }
}

} // namespace signalbox
