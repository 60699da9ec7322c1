// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace signalbox {

// A file of a segment, created for its owner only. What is written goes to a place, behind what is committed.
class WritableFile
{
public:
    explicit WritableFile(QString path);
    ~WritableFile();
    Q_DISABLE_COPY_MOVE(WritableFile)

    bool isOpen() const { return m_file >= 0; }
    qint64 size() const;
    void cut(qint64 size); // what lies behind was never committed
    Result<void> write(const void* data, qint64 length, qint64 offset);
    Error error() const; // the last one as a sentence

private:
    QString m_path;
    int m_file;
};

} // namespace signalbox
