// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/metric_records.h"

#include <QHash>
#include <QStringList>

#include <optional>
#include <string_view>
#include <vector>

namespace signalbox {

// What one answer of a /metrics endpoint held.
struct Exposition
{
    QList<MetricPoint> points;
    qint64 badLines = 0;  // left out
    QStringList problems; // sentences about the first of them
};

// Reads the text formats of Prometheus (0.0.4) and OpenMetrics (1.0) of one target, with exemplars. The lines of a
// histogram or summary become one value. What a line's names and labels mean is remembered from scrape to scrape: an
// endpoint writes the same lines each time, and only their numbers are read anew. One thread.
class ExpositionParser
{
public:
    explicit ExpositionParser(QString service);

    // Any bytes are allowed: lines that are none are counted and explained. `timeNs` is that of the scrape; times in
    // the text are left aside, as they would be of a cache in between. A counter that was not there in the scrape
    // before was zero then, and that is said with a point of its own: else what it counted first would be no gain.
    Exposition parse(std::string_view text, qint64 timeNs);

private:
    enum class Part { Value, Bucket, Sum, Count, Quantile, Ignored };

    struct Family
    {
        MetricKind kind = MetricKind::Gauge;
        QString unit;
        QString help;
    };
    // What stands before the number of a line.
    struct Meaning
    {
        Part part = Part::Value;
        double bound = 0; // of Bucket and Quantile
        int group = -1;   // which series it belongs to
    };
    // A series and what was read for it in this scrape.
    struct Group
    {
        MetricSeries series;
        std::shared_ptr<const MetricSeries> shared; // as long as its bounds stay
        std::vector<std::pair<double, double>> bounds;
        MetricValue value;
        QList<MetricExemplar> exemplars;
        bool seen = false;
        bool known = false; // it was in a scrape before
    };

    void readLine(std::string_view line, Exposition& into);
    void readComment(std::string_view line);
    const Meaning* meaningOf(std::string_view line, std::string_view head, Exposition& into);
    Meaning newMeaning(std::string_view name, Attributes labels);
    int groupOf(MetricSeries series);
    void takeNumber(const Meaning& meaning, double number, std::string_view rest);
    void finish(Group& group, Exposition& into, qint64 timeNs);
    void complain(Exposition& into, const QString& why);

    QString m_service;
    QHash<QByteArray, Family> m_families;
    QHash<QByteArray, Meaning> m_meanings;
    QHash<QByteArray, int> m_groupIds;
    std::vector<Group> m_groups;
    int m_line = 0;
    qint64 m_timeNs = 0;
    qint64 m_previousNs = 0; // of the scrape before; 0 = there was none
};

} // namespace signalbox
