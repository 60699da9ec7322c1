// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segment_format.h"

namespace signalbox {
namespace {

QString segmentFile(const QString& segmentsDir, qint64 id, QLatin1String suffix)
{
    return QStringLiteral("%1/%2%3").arg(segmentsDir).arg(id, 10, 10, QLatin1Char('0')).arg(suffix);
}

} // namespace

QString segmentTextFile(const QString& segmentsDir, qint64 id)
{
    return segmentFile(segmentsDir, id, QLatin1String(".log"));
}

QString segmentColumnsFile(const QString& segmentsDir, qint64 id)
{
    return segmentFile(segmentsDir, id, QLatin1String(".col"));
}

} // namespace signalbox
