// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/json_highlighter.h"

#include "ui/theme/theme.h"

#include <QRegularExpression>

namespace signalbox {

namespace {

constexpr int longestLine = 20'000; // one line of a megabyte would stall the editor

} // namespace

JsonHighlighter::JsonHighlighter(QTextDocument* document)
    : QSyntaxHighlighter(document)
    , m_theme(&Theme::dark())
{
}

void JsonHighlighter::setTheme(const Theme& theme)
{
    if (&theme == m_theme)
        return;
    m_theme = &theme;
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString& text)
{
    if (text.size() > longestLine)
        return;
    static const QRegularExpression token(QStringLiteral(
        R"((?<text>"(?:[^"\\]|\\.)*"?)(?<colon>\s*:)?|(?<value>-?\d[\d.eE+-]*|\btrue\b|\bfalse\b|\bnull\b))"));
    for (auto matches = token.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const bool isText = match.capturedLength(u"text") > 0;
        const bool isName = match.capturedLength(u"colon") > 0;
        const Token color = !isText ? Token::Busy : isName ? Token::Accent : Token::Ok;
        const QStringView part = isText ? u"text" : u"value";
        setFormat(static_cast<int>(match.capturedStart(part)),
                  static_cast<int>(match.capturedLength(part)),
                  m_theme->color(color));
    }
}

} // namespace signalbox
