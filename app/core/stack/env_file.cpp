// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/env_file.h"

#include "core/stack/stack_text.h"

#include <QFile>
#include <QRegularExpression>

#include <optional>

namespace signalbox {
namespace {

// The value between the quotes that `text` begins with; none when they do not close.
std::optional<QString> quotedValue(QStringView text)
{
    const QChar quote = text.front();
    QString out;
    for (qsizetype at = 1; at < text.size(); ++at) {
        if (text[at] == quote)
            return out;
        if (quote == QLatin1Char('"') && text[at] == QLatin1Char('\\') && at + 1 < text.size()) {
            const QChar next = text[++at];
            out += next == QLatin1Char('n') ? QLatin1Char('\n') : next == QLatin1Char('t') ? QLatin1Char('\t') : next;
        } else {
            out += text[at];
        }
    }
    return std::nullopt;
}

// A comment after a value without quotes needs a space before it: a password may hold a "#".
QString plainValue(const QString& text)
{
    static const QRegularExpression comment(QStringLiteral("(^|\\s)#.*$"));
    return QString(text).remove(comment).trimmed();
}

std::optional<QString> valueOf(const QString& text)
{
    if (text.startsWith(QLatin1Char('"')) || text.startsWith(QLatin1Char('\'')))
        return quotedValue(text);
    return plainValue(text);
}

} // namespace

Result<Variables> parseEnvFile(const QByteArray& text, const QString& path)
{
    static const QRegularExpression assignment(
        QStringLiteral("^(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*)$"));
    Variables variables;
    int number = 0;
    const QStringList lines = QString::fromUtf8(text).split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        ++number;
        const QString trimmed = line.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith(QLatin1Char('#')))
            continue;
        const QRegularExpressionMatch match = assignment.match(trimmed);
        const std::optional<QString> value = match.hasMatch() ? valueOf(match.captured(2)) : std::nullopt;
        if (!value) {
            const StackFileProblem problem{path, number, 1, StackText::tr("Expected NAME=value.")};
            return fail(Error::Code::InvalidData, problem.sentence());
        }
        variables.insert(match.captured(1), *value);
    }
    return variables;
}

Result<Variables> readEnvFile(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return Variables{};
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::Refused,
                    StackText::tr("The file %1 cannot be read: %2.").arg(path, file.errorString()));
    return parseEnvFile(file.readAll(), path);
}

} // namespace signalbox
