// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/masker.h"

#include <algorithm>
#include <iterator>

namespace signalbox {
namespace {

constexpr qsizetype shortestSecret = 6; // shorter ones would hide half of every line
constexpr qsizetype shortestToken = 8;
constexpr char mark[] = "***";

// The end of a key; what stands before it may be anything ("access_token", "ORDERS_DB_PASSWORD").
constexpr const char* keyWords[] = {"password",
                                    "passwd",
                                    "passphrase",
                                    "pwd",
                                    "token",
                                    "secret",
                                    "api_key",
                                    "api-key",
                                    "apikey",
                                    "access_key",
                                    "access-key",
                                    "private_key",
                                    "secret_key",
                                    "secret-key",
                                    "credential",
                                    "credentials",
                                    "x-signalbox-key"};
// Keys whose value has spaces: without quotes it reaches to the end of the line.
constexpr const char* lineKeyWords[] = {"authorization", "cookie"};

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

bool isIdCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool isTokenCharacter(char c)
{
    return isIdCharacter(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
}

bool endsBareValue(char c)
{
    return isSpace(c) || c == ',' || c == ';' || c == '&' || c == '}' || c == ')' || c == ']' || c == '"' ||
           c == '\'' || c == '\n';
}

// Past what closes a key (quotes, possibly escaped: `quote`), the separator and spaces: where its value begins.
// -1 when this is no key with a value.
qsizetype valueBegin(const QByteArray& text, qsizetype at, QByteArray& quote)
{
    const qsizetype size = text.size();
    const qsizetype keyEnd = at;
    while (at < size && (text[at] == '\\' || text[at] == '"' || text[at] == '\''))
        ++at;
    quote = text.mid(keyEnd, at - keyEnd);
    while (at < size && isSpace(text[at]))
        ++at;
    if (at >= size || (text[at] != ':' && text[at] != '='))
        return -1;
    ++at;
    while (at < size && (isSpace(text[at]) || text[at] == '>'))
        ++at;
    return at;
}

// Within the quotes that open at `at`, which may be escaped; begin = end when there are none.
MaskRange quotedValue(const QByteArray& text, qsizetype at)
{
    qsizetype quoteAt = at;
    while (quoteAt < text.size() && text[quoteAt] == '\\')
        ++quoteAt;
    if (quoteAt >= text.size() || (text[quoteAt] != '"' && text[quoteAt] != '\''))
        return {};
    const QByteArray closing = text.mid(at, quoteAt + 1 - at); // the same escaping closes it
    const qsizetype begin = quoteAt + 1;
    qsizetype end = text.indexOf(closing, begin);
    while (end > begin && text[end - 1] == '\\')
        end = text.indexOf(closing, end + 1);
    return {begin, end < 0 ? text.size() : end};
}

// The value of the key that ends at `at`: a string, a list as a whole, or up to what cannot belong to it.
MaskRange valueOf(const QByteArray& text, qsizetype keyEnd, bool wholeLine)
{
    QByteArray quote;
    const qsizetype at = valueBegin(text, keyEnd, quote);
    if (at < 0 || at >= text.size() || text[at] == '{') // an object: its own keys are looked at
        return {};
    if (MaskRange quoted = quotedValue(text, at); quoted.end > quoted.begin)
        return quoted;
    if (text[at] == '[') {
        const qsizetype end = text.indexOf(']', at);
        return {at + 1, end < 0 ? text.size() : end, quote};
    }
    qsizetype end = at;
    const bool line = wholeLine && quote.isEmpty();
    while (end < text.size() && (line ? text[end] != '\n' : !endsBareValue(text[end])))
        ++end;
    return {at, end, quote};
}

MaskRange tokenAfter(const QByteArray& text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && isTokenCharacter(text[end]))
        ++end;
    return {at, end - at >= shortestToken ? end : at};
}

// Three parts with dots between them, not in the middle of a word.
MaskRange webToken(const QByteArray& text, qsizetype at)
{
    if (at > 0 && isIdCharacter(text[at - 1]))
        return {};
    qsizetype end = at;
    int dots = 0;
    for (; end < text.size() && (isIdCharacter(text[end]) || text[end] == '.'); ++end)
        dots += text[end] == '.' ? 1 : 0;
    return {at, dots >= 2 ? end : at};
}

// "user:password@" behind "://": the password, or all of it when there is no name.
MaskRange userInformation(const QByteArray& text, qsizetype at)
{
    qsizetype colon = -1;
    for (qsizetype i = at; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '@')
            return {colon < 0 ? at : colon + 1, i};
        if (c == '/' || c == '?' || c == '#' || c == '"' || c == '\'' || isSpace(c) || c == '<' || c == '>')
            break;
        if (c == ':' && colon < 0)
            colon = i;
    }
    return {};
}

} // namespace

Masker::Masker(const QStringList& secrets)
    : m_words(words(secrets))
    , m_automaton(m_words)
{
}

QByteArrayList Masker::words(const QStringList& secrets)
{
    QByteArrayList words;
    const auto add = [&](const QByteArray& word, Kind kind) {
        words.append(word);
        m_kinds.push_back(kind);
    };
    for (const char* word : keyWords)
        add(word, Kind::Key);
    for (const char* word : lineKeyWords)
        add(word, Kind::LineKey);
    add("bearer ", Kind::Bearer);
    add("eyj", Kind::Jwt); // base64 of '{"', how every JSON web token begins
    add("://", Kind::Url);
    for (const QString& secret : secrets) {
        if (const QByteArray bytes = secret.toUtf8(); bytes.size() >= shortestSecret)
            add(bytes, Kind::Secret);
    }
    return words;
}

MaskRange Masker::rangeOf(const QByteArray& text, int word, qsizetype end) const
{
    const qsizetype begin = end - m_words.at(word).size();
    switch (m_kinds[static_cast<size_t>(word)]) {
    case Kind::Secret: // the automaton does not mind case, a secret does
        if (QByteArrayView(text).sliced(begin, end - begin) == QByteArrayView(m_words.at(word)))
            return {begin, end};
        return {};
    case Kind::Key: return valueOf(text, end, false);
    case Kind::LineKey: return valueOf(text, end, true);
    case Kind::Bearer: return tokenAfter(text, end);
    case Kind::Jwt: return webToken(text, begin);
    case Kind::Url: return userInformation(text, end);
    }
    return {};
}

// The first of the words that end here, longest first, that hides something.
MaskRange Masker::match(const QByteArray& text, quint32 state, qsizetype end) const
{
    quint32 at = m_automaton.wordAt(state) >= 0 ? state : m_automaton.shorter(state);
    for (; at != AhoCorasick::start; at = m_automaton.shorter(at)) {
        MaskRange range = rangeOf(text, m_automaton.wordAt(at), end);
        if (range.end > range.begin)
            return range;
    }
    return {};
}

QByteArray Masker::mask(const QByteArray& text) const
{
    QByteArray out;
    qsizetype copied = 0;
    quint32 state = AhoCorasick::start;
    for (qsizetype i = 0; i < text.size(); ++i) {
        state = m_automaton.next(state, text[i]);
        if ((state & AhoCorasick::ends) == 0)
            continue;
        const MaskRange range = match(text, state, i + 1);
        if (range.end <= range.begin)
            continue;
        out.append(text.constData() + copied, range.begin - copied).append(range.quote + mark + range.quote);
        copied = range.end;
        i = range.end - 1; // what is hidden needs no second look: hostile lines cost no more than others
        state = AhoCorasick::start;
    }
    return copied == 0 ? text : out.append(text.constData() + copied, text.size() - copied);
}

bool Masker::isSecretKey(const QString& key) const
{
    const auto ends = [&key](const char* word) { return key.endsWith(QLatin1String(word), Qt::CaseInsensitive); };
    return std::any_of(std::begin(keyWords), std::end(keyWords), ends) ||
           std::any_of(std::begin(lineKeyWords), std::end(lineKeyWords), ends);
}

QByteArray Masker::maskValue(const QString& key, const QByteArray& value) const
{
    return !value.isEmpty() && isSecretKey(key) ? QByteArray(mark) : mask(value);
}

} // namespace signalbox
