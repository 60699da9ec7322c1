// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exit_code.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <cstdio>

namespace signalbox {

// The context of all texts of the command line.
struct Cli
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

// Where a command's words go: results to stdout, progress and errors to stderr; as JSON when asked for.
class Terminal
{
public:
    Terminal(FILE* out, FILE* err);

    void setJson(bool json) { m_json = json; }
    bool isJson() const { return m_json; }

    void print(const QString& line) const;
    void print(const QJsonObject& object) const; // indented
    void print(const QJsonArray& array) const;
    void printLine(const QJsonObject& object) const; // compact: one record of a stream
    void progress(const QString& line) const;        // nothing in JSON mode
    ExitCode fail(const Error& error) const;         // prints, and gives its exit code
    ExitCode fail(const Error& error, ExitCode code) const;
    ExitCode usage(const QString& sentence) const;

private:
    void write(FILE* stream, const QByteArray& bytes) const;

    FILE* m_out;
    FILE* m_err;
    bool m_json = false;
};

// Columns aligned by their longest cell; the last one is not padded. `right` lists columns of numbers.
QStringList alignedTable(const QList<QStringList>& rows, const QList<int>& right = {});

} // namespace signalbox
