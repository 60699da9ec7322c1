// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/broker/prometheus_text.h"

#include <optional>

namespace signalbox {
namespace {

// The labels up to the closing brace; `at` ends behind it. False when they are damaged.
bool readLabels(const QByteArray& line, qsizetype& at, MetricSample& sample)
{
    while (at < line.size() && line[at] != '}') {
        const qsizetype equals = line.indexOf("=\"", at);
        if (equals < 0)
            return false;
        const QByteArray key = line.mid(at, equals - at);
        QByteArray value;
        for (at = equals + 2; at < line.size() && line[at] != '"'; ++at) {
            const bool escaped = line[at] == '\\' && at + 1 < line.size();
            if (escaped)
                ++at;
            value.append(escaped && line[at] == 'n' ? '\n' : line[at]);
        }
        sample.labels.insert(key, value);
        ++at; // the quote
        if (at < line.size() && line[at] == ',')
            ++at;
    }
    return at++ < line.size();
}

std::optional<MetricSample> parseLine(const QByteArray& line)
{
    MetricSample sample;
    qsizetype at = 0;
    while (at < line.size() && line[at] != '{' && line[at] != ' ')
        ++at;
    sample.name = line.left(at);
    if (at < line.size() && line[at] == '{' && !readLabels(line, ++at, sample))
        return std::nullopt;
    const QByteArray rest = line.mid(at).trimmed();
    const qsizetype end = rest.indexOf(' '); // a time may follow
    bool ok = false;
    sample.value = (end < 0 ? rest : rest.left(end)).toDouble(&ok);
    if (!ok || sample.name.isEmpty())
        return std::nullopt;
    return sample;
}

} // namespace

QList<MetricSample> parsePrometheusText(const QByteArray& text)
{
    QList<MetricSample> samples;
    const auto lines = text.split('\n');
    for (const QByteArray& line : lines) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (auto sample = parseLine(line))
            samples.append(std::move(*sample));
    }
    return samples;
}

} // namespace signalbox
