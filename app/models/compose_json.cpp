// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_json.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace signalbox {

namespace {

struct ComposeJsonText
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::Json)
};

QString sentence(QJsonParseError::ParseError error)
{
    switch (error) {
    case QJsonParseError::UnterminatedObject:
        return ComposeJsonText::tr("A comma or a closing } is missing before this place.");
    case QJsonParseError::MissingNameSeparator:
        return ComposeJsonText::tr("A colon is missing between a name and its value.");
    case QJsonParseError::UnterminatedArray:
        return ComposeJsonText::tr("A comma or a closing ] is missing before this place.");
    case QJsonParseError::MissingValueSeparator: return ComposeJsonText::tr("A comma is missing between two values.");
    case QJsonParseError::IllegalValue: return ComposeJsonText::tr("This is no JSON value. Text needs double quotes.");
    case QJsonParseError::TerminationByNumber:
    case QJsonParseError::IllegalNumber: return ComposeJsonText::tr("This is no JSON number.");
    case QJsonParseError::IllegalEscapeSequence:
        return ComposeJsonText::tr("There is no such escape sequence in JSON.");
    case QJsonParseError::IllegalUTF8String: return ComposeJsonText::tr("This text is not valid UTF-8.");
    case QJsonParseError::UnterminatedString: return ComposeJsonText::tr("A text is not closed: a \" is missing.");
    case QJsonParseError::MissingObject: return ComposeJsonText::tr("A name in double quotes is expected here.");
    case QJsonParseError::DeepNesting: return ComposeJsonText::tr("The document is nested too deeply.");
    case QJsonParseError::DocumentTooLarge: return ComposeJsonText::tr("The document is too large.");
    case QJsonParseError::GarbageAtEnd: return ComposeJsonText::tr("Something follows the end of the document.");
    case QJsonParseError::NoError: break;
    }
    return {};
}

// QJsonDocument takes only objects and arrays for a document (RFC 4627); a bare value is one since RFC 7159.
bool isBareValue(const QByteArray& text)
{
    const QByteArray trimmed = text.trimmed();
    return !trimmed.isEmpty() && trimmed.front() != '{' && trimmed.front() != '[';
}

void breakLine(QByteArray& out, int depth)
{
    out += '\n';
    out.append(qsizetype(2) * depth, ' ');
}

// Copies a string token with its quotes; returns the position behind it.
qsizetype copyString(const QByteArray& text, qsizetype at, QByteArray& out)
{
    const qsizetype begin = at++;
    while (at < text.size() && text.at(at) != '"')
        at += text.at(at) == '\\' ? 2 : 1;
    at = std::min(at + 1, text.size());
    out += text.mid(begin, at - begin);
    return at;
}

qsizetype skipSpace(const QByteArray& text, qsizetype at)
{
    while (at < text.size() && QByteArrayLiteral(" \t\r\n").contains(text.at(at)))
        ++at;
    return at;
}

} // namespace

std::optional<JsonProblem> jsonProblem(const QByteArray& text)
{
    if (text.trimmed().isEmpty())
        return JsonProblem{1, 1, ComposeJsonText::tr("There is no JSON here.")};
    QJsonParseError error;
    const bool bare = isBareValue(text);
    QJsonDocument::fromJson(bare ? '[' + text + ']' : text, &error);
    if (error.error == QJsonParseError::NoError)
        return std::nullopt;
    const QByteArray before = text.left(std::max(0, error.offset - (bare ? 1 : 0)));
    const auto line = static_cast<int>(before.count('\n')) + 1;
    const auto column = static_cast<int>(QString::fromUtf8(before.mid(before.lastIndexOf('\n') + 1)).size()) + 1;
    return JsonProblem{line, column, sentence(error.error)};
}

QByteArray prettyJson(const QByteArray& text)
{
    if (jsonProblem(text))
        return text;
    QByteArray out;
    out.reserve(text.size() * 2);
    int depth = 0;
    for (qsizetype at = skipSpace(text, 0); at < text.size(); at = skipSpace(text, at)) {
        const char c = text.at(at);
        if (c == '"') {
            at = copyString(text, at, out);
            continue;
        }
        ++at;
        if (c == '{' || c == '[') {
            out += c;
            const qsizetype next = skipSpace(text, at);
            if (next < text.size() && (text.at(next) == '}' || text.at(next) == ']')) {
                out += text.at(next);
                at = next + 1;
                continue;
            }
            breakLine(out, ++depth);
        } else if (c == '}' || c == ']') {
            breakLine(out, --depth);
            out += c;
        } else if (c == ',') {
            out += c;
            breakLine(out, depth);
        } else if (c == ':') {
            out += ": ";
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace signalbox
