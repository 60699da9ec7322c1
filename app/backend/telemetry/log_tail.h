// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/line_splitter.h"
#include "core/store/records.h"

#include <QString>

#include <chrono>

namespace signalbox {

// Reads what is appended to one service's output file, from where it stopped last time (remembered beside the file in
// "<file>.pos") or from the beginning of a new one. Holes are punched behind what was read, so that the file's blocks
// on disk stay bounded while the service goes on appending to it. One thread.
class LogTail
{
public:
    LogTail(QString service, QString path);
    ~LogTail(); // remembers the position
    LogTail(LogTail&&) = delete;

    // What is new, at most about a megabyte; `more` says that there is still something to read.
    QList<LogLine> read(bool& more);
    // The unfinished line, as it is: nobody will end it.
    QList<LogLine> finish();
    void rememberPosition();

private:
    bool reopen();
    void follow(qint64 size);
    void punch();
    QList<LogLine> parse(const QByteArrayList& texts) const;

    QString m_service;
    QString m_path;
    LineSplitter m_splitter;
    int m_file = -1;
    quint64 m_inode = 0;
    qint64 m_position = 0; // behind the last byte that was read
    qint64 m_remembered = -1;
    qint64 m_punched = 0;
    std::chrono::steady_clock::time_point m_grew; // when a byte was last read
};

} // namespace signalbox
