// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/terminal.h"

#include "core/control/json_rpc.h"

#include <QJsonDocument>

namespace signalbox {

Terminal::Terminal(FILE* out, FILE* err)
    : m_out(out)
    , m_err(err)
{
}

void Terminal::write(FILE* stream, const QByteArray& bytes) const
{
    fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    fflush(stream);
}

void Terminal::print(const QString& line) const
{
    write(m_out, line.toUtf8() + '\n');
}

void Terminal::print(const QJsonObject& object) const
{
    write(m_out, QJsonDocument(object).toJson());
}

void Terminal::print(const QJsonArray& array) const
{
    write(m_out, QJsonDocument(array).toJson());
}

void Terminal::printLine(const QJsonObject& object) const
{
    write(m_out, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void Terminal::progress(const QString& line) const
{
    if (!m_json)
        write(m_err, line.toUtf8() + '\n');
}

ExitCode Terminal::fail(const Error& error) const
{
    return fail(error, exitCodeOf(error));
}

ExitCode Terminal::fail(const Error& error, ExitCode code) const
{
    if (m_json) {
        print(QJsonObject{{QStringLiteral("error"),
                           QJsonObject{{QStringLiteral("code"), json_rpc::codeName(error.code)},
                                       {QStringLiteral("message"), error.message},
                                       {QStringLiteral("detail"), error.detail}}}});
    }
    write(m_err, error.message.toUtf8() + '\n');
    if (!m_json && !error.detail.isEmpty())
        write(m_err, error.detail.toUtf8() + '\n');
    return code;
}

ExitCode Terminal::usage(const QString& sentence) const
{
    write(m_err, sentence.toUtf8() + '\n');
    return ExitCode::Usage;
}

QStringList alignedTable(const QList<QStringList>& rows, const QList<int>& right)
{
    QList<int> widths;
    for (const QStringList& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], static_cast<int>(row[i].size()));
    }
    QStringList lines;
    for (const QStringList& row : rows) {
        QStringList cells;
        for (qsizetype i = 0; i < row.size(); ++i)
            cells.append(right.contains(static_cast<int>(i)) ? row[i].rightJustified(widths[i])
                                                             : row[i].leftJustified(widths[i]));
        QString line = cells.join(QStringLiteral("  "));
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        lines.append(line);
    }
    return lines;
}

} // namespace signalbox
