// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/log_plain.h"

#include "core/store/log_time.h"

namespace signalbox {
namespace {

constexpr qint64 year2001Ns = 978'307'200'000'000'000;
constexpr qint64 dayNs = 86'400'000'000'000;
constexpr qsizetype maxPairs = 256;

bool isKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
}

QByteArrayView skipSpace(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    return text;
}

// "[1234] " or "<0.9.0> ": a process id between the time and the level.
QByteArrayView skipProcess(QByteArrayView text)
{
    if (text.isEmpty() || (text.front() != '[' && text.front() != '<'))
        return text;
    qsizetype end = 1;
    while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.' || text[end] == '-'))
        ++end;
    const char closing = text.front() == '[' ? ']' : '>';
    if (end == 1 || end >= text.size() || text[end] != closing)
        return text;
    return skipSpace(text.sliced(end + 1));
}

LogLevel postgresLevel(QByteArrayView word)
{
    if (word.startsWith("DEBUG"))
        return LogLevel::Debug;
    // They continue the message above them; on their own they are no problem.
    if (word == QByteArrayView("STATEMENT") || word == QByteArrayView("DETAIL") || word == QByteArrayView("HINT") ||
        word == QByteArrayView("CONTEXT"))
        return LogLevel::Info;
    return logLevelFromName(QString::fromLatin1(word));
}

// A level's name at the beginning: "[info]", "ERROR:", "WARN ". Taken off only when it is one.
LogLevel takeLevel(QByteArrayView& text)
{
    const bool bracket = text.startsWith('[');
    const QByteArrayView rest = bracket ? text.sliced(1) : text;
    qsizetype end = 0;
    while (end < rest.size() && end < 12 && isKeyCharacter(rest[end]))
        ++end;
    if (end == 0 || end >= rest.size())
        return LogLevel::Unknown;
    const bool closed = bracket ? rest[end] == ']' : rest[end] == ':' || rest[end] == ' ';
    const QByteArrayView word = rest.first(end);
    const bool shouted = word.toByteArray() == word.toByteArray().toUpper();
    if (!closed || (!bracket && !shouted)) // "error in …" is a sentence, "ERROR in …" is a level
        return LogLevel::Unknown;
    const LogLevel level = postgresLevel(word);
    const bool keepsWord =
        level == LogLevel::Info && rest[end] == ':' && word != QByteArrayView("LOG") && word != QByteArrayView("INFO");
    if (level != LogLevel::Unknown && !keepsWord)
        text = skipSpace(rest.sliced(end + 1));
    return level;
}

// The value of a pair at the front of `text`, which is cut behind it.
QString takeValue(QByteArrayView& text)
{
    if (!text.startsWith('"')) {
        const qsizetype end = text.indexOf(' ');
        const QByteArrayView value = end < 0 ? text : text.first(end);
        text = text.sliced(value.size());
        return QString::fromUtf8(value);
    }
    QByteArray value;
    qsizetype at = 1;
    for (; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\' && at + 1 < text.size())
            ++at;
        value.append(text[at]);
    }
    text = text.sliced(qMin(at + 1, text.size()));
    return QString::fromUtf8(value);
}

} // namespace

bool plausibleTime(qint64 ns, qint64 arrivalNs)
{
    return ns > year2001Ns && ns < arrivalNs + dayNs;
}

QByteArray withoutAnsi(const QByteArray& text)
{
    if (!text.contains('\x1b'))
        return text;
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\x1b') {
            out.append(text[i]);
            continue;
        }
        const char kind = i + 1 < text.size() ? text[i + 1] : '\0';
        ++i;
        if (kind == '[') { // parameters, then one final byte
            ++i;
            while (i < text.size() && !(text[i] >= 0x40 && text[i] <= 0x7e))
                ++i;
        } else if (kind == ']') { // until BEL or ESC backslash
            while (i < text.size() && text[i] != '\x07' && text[i] != '\x1b')
                ++i;
            if (i < text.size() && text[i] == '\x1b')
                ++i;
        }
    }
    return out;
}

PlainLine parsePlainLine(const QByteArray& text)
{
    PlainLine line;
    const QByteArray clean = withoutAnsi(text);
    QByteArrayView rest(clean);
    if (const ParsedTime time = parseTime(rest); time.length > 0) {
        line.timeNs = time.ns;
        rest = skipProcess(skipSpace(rest.sliced(time.length)));
    }
    line.level = takeLevel(rest);
    line.message = skipProcess(rest).toByteArray();
    return line;
}

Attributes logfmtPairs(QByteArrayView text)
{
    Attributes pairs;
    while (!(text = skipSpace(text)).isEmpty() && pairs.size() < maxPairs) {
        qsizetype end = 0;
        while (end < text.size() && isKeyCharacter(text[end]))
            ++end;
        if (end == 0 || end >= text.size() || text[end] != '=')
            return pairs;
        const QString key = QString::fromLatin1(text.first(end));
        text = text.sliced(end + 1);
        pairs.append({key, takeValue(text)});
    }
    return pairs;
}

} // namespace signalbox
