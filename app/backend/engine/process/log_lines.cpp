// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/process/log_lines.h"

#include "core/base/format.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace signalbox {

namespace {

constexpr qint64 tailBytes = 16'384;

} // namespace

qint64 logSize(const QString& file)
{
    return QFileInfo(file).size();
}

QStringList lastLogLines(const QString& file, qint64 offset, int count)
{
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly))
        return {};
    const qint64 begin = std::max(offset, opened.size() - tailBytes);
    opened.seek(begin);
    QByteArray bytes = opened.read(tailBytes);
    bytes.replace('\0', QByteArray()); // holes punched behind what was collected
    QList<QByteArray> lines = bytes.split('\n');
    if (begin > offset && lines.size() > 1)
        lines.removeFirst(); // cut in the middle
    lines.removeIf([](const QByteArray& line) { return line.trimmed().isEmpty(); });

    QStringList texts;
    for (qsizetype i = std::max<qsizetype>(0, lines.size() - count); i < lines.size(); ++i)
        texts.append(visibleText(lines[i].endsWith('\r') ? lines[i].chopped(1) : lines[i]));
    return texts;
}

} // namespace signalbox
