// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/aho_corasick.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace signalbox {

// What is replaced, and the quotes that the mark needs so that JSON stays JSON.
struct MaskRange
{
    qsizetype begin = 0;
    qsizetype end = 0; // not beyond begin: nothing to hide
    QByteArray quote = {};
};

// Takes secrets out of telemetry before it is written, in one pass over the text:
//   by key     authorization, cookie, password, token, secret, api key … followed by : or = and a value, in JSON
//              (also escaped JSON), logfmt, query strings, headers
//   by value   every secret of the stack, wherever it stands
//   by shape   "Bearer …", JSON web tokens, user information in URLs
// What was masked reads "***". Any thread; unchangeable after construction.
class Masker
{
public:
    explicit Masker(const QStringList& secrets);

    // The same bytes (shared, not copied) when there is nothing to hide.
    QByteArray mask(const QByteArray& text) const;
    // The value of an attribute or header: hidden as a whole when its key says so.
    QByteArray maskValue(const QString& key, const QByteArray& value) const;
    bool isSecretKey(const QString& key) const;

private:
    enum class Kind { Secret, Key, LineKey, Bearer, Jwt, Url };

    QByteArrayList words(const QStringList& secrets);
    MaskRange rangeOf(const QByteArray& text, int word, qsizetype end) const;
    MaskRange match(const QByteArray& text, quint32 state, qsizetype end) const;

    std::vector<Kind> m_kinds; // by number of the word
    QByteArrayList m_words;
    AhoCorasick m_automaton;
};

} // namespace signalbox
