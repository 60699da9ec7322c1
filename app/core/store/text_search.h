// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace signalbox {

// Case-insensitive substring search through many lines at once. For ASCII the whole block is folded and searched with
// memmem, which passes lines without a hit at memory speed; other alphabets take QString's slower way, line by line.
class TextSearch
{
public:
    struct Line
    {
        qint64 offset = 0; // in the block
        qint64 length = 0;
    };

    explicit TextSearch(const QString& needle);

    // Indexes of the lines (ascending by offset) that contain the needle; all of them for an empty one. Lines that
    // reach beyond the block are left out.
    std::vector<size_t> find(const QByteArray& block, const std::vector<Line>& lines) const;

private:
    std::vector<size_t> findFolded(const QByteArray& block, const std::vector<Line>& lines) const;

    QString m_needle;
    QByteArray m_folded; // lower-case ASCII; empty when the needle is none
};

} // namespace signalbox
