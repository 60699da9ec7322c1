// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace signalbox {

// Cuts a stream of bytes into lines. Bytes stay bytes: invalid UTF-8 and NUL pass through. A line longer than the
// limit keeps its beginning and says how long it was, so that no line can fill the memory.
class LineSplitter
{
public:
    explicit LineSplitter(qsizetype maxLineBytes = 65'536);

    void feed(QByteArrayView chunk, QByteArrayList& lines);
    // The stream ended or nothing more comes for now: what is left is a line.
    void finish(QByteArrayList& lines);
    bool hasRest() const { return m_length > 0; }

private:
    void append(QByteArrayView bytes);
    QByteArray takeLine();

    qsizetype m_limit;
    QByteArray m_rest;      // at most m_limit of the line that is growing
    qsizetype m_length = 0; // of all of it
};

} // namespace signalbox
