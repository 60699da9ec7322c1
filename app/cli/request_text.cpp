// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/request_text.h"

#include "cli/terminal.h"

namespace signalbox {
namespace {

bool isComment(const QByteArray& line)
{
    return line.startsWith('#') || line.startsWith("//");
}

tl::unexpected<Error> wrong(const QString& file, int line, const QString& what)
{
    return fail(Error::Code::InvalidData, Cli::tr("%1, line %2: %3").arg(file).arg(line).arg(what));
}

} // namespace

Result<HttpRequest> parseRequestText(const QByteArray& text, const QString& file)
{
    const QList<QByteArray> lines = text.split('\n');
    qsizetype i = 0;
    while (i < lines.size() && (lines[i].trimmed().isEmpty() || isComment(lines[i])))
        ++i;
    if (i == lines.size())
        return wrong(file, 1, Cli::tr("there is no request; it begins with a line like \"POST /path\"."));
    HttpRequest request;
    const QList<QByteArray> words = lines[i].simplified().split(' ');
    if (words.size() < 2)
        return wrong(file, static_cast<int>(i) + 1, Cli::tr("expected a method and a URL, like \"POST /path\"."));
    request.method = words[0];
    request.url = QString::fromUtf8(words[1]);
    for (++i; i < lines.size() && !lines[i].trimmed().isEmpty(); ++i) {
        if (isComment(lines[i]))
            continue;
        const qsizetype colon = lines[i].indexOf(':');
        if (colon <= 0)
            return wrong(file, static_cast<int>(i) + 1, Cli::tr("expected a header, like \"Name: value\"."));
        request.headers.append({lines[i].left(colon).trimmed(), lines[i].mid(colon + 1).trimmed()});
    }
    QList<QByteArray> body;
    for (++i; i < lines.size() && !lines[i].startsWith("###"); ++i)
        body.append(lines[i]);
    request.body = body.join('\n').trimmed();
    return request;
}

} // namespace signalbox
