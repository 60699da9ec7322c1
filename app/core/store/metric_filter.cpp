// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/metric_reader.h"

#include <QRegularExpression>

namespace signalbox {

MetricFilter parseMetricFilter(const QString& text)
{
    static const QRegularExpression blank(QStringLiteral("\\s+"));
    MetricFilter filter;
    const QStringList terms = text.split(blank, Qt::SkipEmptyParts);
    for (const QString& term : terms) {
        const qsizetype equals = term.indexOf(QLatin1Char('='));
        if (term.startsWith(QLatin1String("service:")))
            filter.services.append(term.mid(8));
        else if (equals > 0)
            filter.labels.append({term.left(equals), term.mid(equals + 1)});
        else
            filter.words.append(term);
    }
    return filter;
}

} // namespace signalbox
