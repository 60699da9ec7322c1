// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/exposition_parser.h"

#include "backend/telemetry/exposition_line.h"
#include "core/base/ids.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace signalbox {
namespace {

constexpr qsizetype mostLines = 50'000; // remembered; beyond it an endpoint invents new labels each time
constexpr int mostProblems = 3;
constexpr qint64 longestScrapeGap = 30LL * 1'000'000'000;
constexpr size_t longestLine = 64UL * 1024;

QByteArray rawBytes(std::string_view text)
{
    return QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
}

MetricKind kindOfType(std::string_view type)
{
    if (type == "counter")
        return MetricKind::Counter;
    if (type == "histogram")
        return MetricKind::Histogram;
    return type == "summary" ? MetricKind::Summary : MetricKind::Gauge;
}

QString takeLabel(Attributes& labels, const QString& key)
{
    const auto found =
        std::find_if(labels.begin(), labels.end(), [&key](const auto& label) { return label.first == key; });
    if (found == labels.end())
        return {};
    const QString value = found->second;
    labels.erase(found);
    return value;
}

// "# {trace_id="…"} 0.067 1520879607.789" behind a sample; nothing without a trace.
std::optional<MetricExemplar> exemplarOf(std::string_view rest, qint64 nowNs)
{
    const size_t hash = rest.find("# {");
    if (hash == std::string_view::npos)
        return std::nullopt;
    const std::string_view text = rest.substr(hash + 2);
    const size_t end = endOfSeries(text);
    if (end == std::string_view::npos)
        return std::nullopt;
    const auto labels = parseLabels(text.substr(1, end - 2));
    const std::string_view behind = afterWord(text.substr(end - 1));
    const auto value = parseNumber(firstWord(behind));
    if (!labels || !value)
        return std::nullopt;
    MetricExemplar exemplar{nowNs, *value, {}, {}};
    for (const auto& [key, text16] : *labels) {
        if (key == QLatin1String("trace_id") || key == QLatin1String("traceID"))
            exemplar.traceId = text16;
        else if (key == QLatin1String("span_id") || key == QLatin1String("spanID"))
            exemplar.spanId = text16;
    }
    if (const auto seconds = parseNumber(firstWord(afterWord(behind))); seconds && *seconds > 0 && *seconds < 4e9)
        exemplar.timeNs = static_cast<qint64>(*seconds * 1e9);
    if (!isTraceId(exemplar.traceId))
        return std::nullopt;
    return exemplar;
}

} // namespace

ExpositionParser::ExpositionParser(QString service)
    : m_service(std::move(service))
{
}

Exposition ExpositionParser::parse(std::string_view text, qint64 timeNs)
{
    Exposition result;
    m_line = 0;
    m_timeNs = timeNs;
    if (m_meanings.size() > mostLines) {
        m_previousNs = 0;
        m_meanings.clear();
        m_groupIds.clear();
        m_groups.clear();
    }
    while (!text.empty()) {
        const size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++m_line;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        readLine(line, result);
    }
    for (Group& group : m_groups) {
        if (group.seen)
            finish(group, result, timeNs);
    }
    m_previousNs = timeNs;
    return result;
}

void ExpositionParser::readLine(std::string_view line, Exposition& into)
{
    if (line.empty())
        return;
    if (line.front() == '#')
        return readComment(line);
    const size_t end = line.size() > longestLine ? std::string_view::npos : endOfSeries(line);
    if (end == std::string_view::npos)
        return complain(into, QCoreApplication::translate("Scrape", "the labels do not end, or there is no value"));
    const Meaning* meaning = meaningOf(line, line.substr(0, end), into);
    if (meaning == nullptr)
        return;
    const size_t at = line.find_first_not_of(" \t", end);
    const std::string_view rest = at == std::string_view::npos ? std::string_view() : line.substr(at);
    const auto number = parseNumber(firstWord(rest));
    if (!number)
        return complain(into, QCoreApplication::translate("Scrape", "the value is no number"));
    takeNumber(*meaning, *number, rest);
}

// "# TYPE name type", "# HELP name text", "# UNIT name unit"; "# EOF" and others say nothing.
void ExpositionParser::readComment(std::string_view line)
{
    const std::string_view what = afterWord(line);
    const std::string_view keyword = firstWord(what);
    const std::string_view rest = afterWord(what);
    if (keyword != "TYPE" && keyword != "HELP" && keyword != "UNIT")
        return;
    const QByteArray name = rawBytes(firstWord(rest));
    const std::string_view value = afterWord(rest);
    auto family = m_families.find(name);
    if (family == m_families.end()) {
        if (m_families.size() > mostLines)
            return;
        family = m_families.insert(QByteArray(name.constData(), name.size()), {});
    }
    if (keyword == "TYPE")
        family->kind = kindOfType(value);
    else if (keyword == "UNIT" && family->unit.isEmpty())
        family->unit = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
    else if (keyword == "HELP" && family->help.isEmpty())
        family->help = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())).left(1024);
}

const ExpositionParser::Meaning*
ExpositionParser::meaningOf(std::string_view line, std::string_view head, Exposition& into)
{
    const auto known = m_meanings.constFind(rawBytes(head));
    if (known != m_meanings.constEnd())
        return &*known;
    const size_t brace = head.find('{');
    const std::string_view name = head.substr(0, brace);
    std::optional<Attributes> labels = Attributes();
    if (brace != std::string_view::npos)
        labels = parseLabels(head.substr(brace + 1, head.size() - brace - 2));
    if (name.empty() || !labels) {
        complain(into,
                 QCoreApplication::translate("Scrape", "“%1” is no name with labels")
                     .arg(QString::fromUtf8(line.data(), static_cast<qsizetype>(std::min<size_t>(line.size(), 80)))));
        return nullptr;
    }
    const QByteArray key(head.data(), static_cast<qsizetype>(head.size()));
    return &*m_meanings.insert(key, newMeaning(name, std::move(*labels)));
}

ExpositionParser::Meaning ExpositionParser::newMeaning(std::string_view name, Attributes labels)
{
    struct Suffix
    {
        std::string_view text;
        Part part;
    };
    static constexpr Suffix suffixes[] = {{"_bucket", Part::Bucket},
                                          {"_sum", Part::Sum},
                                          {"_count", Part::Count},
                                          {"_total", Part::Value},
                                          {"_created", Part::Ignored},
                                          {"", Part::Value}};
    Meaning meaning;
    MetricSeries series;
    series.service = m_service;
    series.name = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    for (const Suffix& suffix : suffixes) {
        const auto family = name.ends_with(suffix.text)
                                ? m_families.constFind(rawBytes(name.substr(0, name.size() - suffix.text.size())))
                                : m_families.constEnd();
        const bool fits = family != m_families.constEnd() &&
                          (isDistribution(family->kind) || suffix.part == Part::Value || suffix.part == Part::Ignored);
        if (!fits)
            continue;
        series.kind = family->kind;
        series.unit = family->unit;
        series.description = family->help;
        meaning.part = suffix.part;
        if (isDistribution(family->kind)) {
            series.name.chop(static_cast<qsizetype>(suffix.text.size()));
            if (suffix.part == Part::Value)
                meaning.part = family->kind == MetricKind::Summary ? Part::Quantile : Part::Ignored;
        }
        break;
    }
    if (meaning.part == Part::Bucket || meaning.part == Part::Quantile) {
        const QString key = meaning.part == Part::Bucket ? QStringLiteral("le") : QStringLiteral("quantile");
        const QByteArray bound = takeLabel(labels, key).toLatin1();
        const auto number = parseNumber({bound.constData(), static_cast<size_t>(bound.size())});
        meaning.bound = number.value_or(0);
        if (!number || std::isnan(*number))
            meaning.part = Part::Ignored;
    }
    series.labels = std::move(labels);
    if (meaning.part != Part::Ignored)
        meaning.group = groupOf(std::move(series));
    return meaning;
}

int ExpositionParser::groupOf(MetricSeries series)
{
    const QByteArray key = series.name.toUtf8() + '\0' + series.labelText().toUtf8();
    const auto known = m_groupIds.constFind(key);
    if (known != m_groupIds.constEnd())
        return *known;
    const int id = static_cast<int>(m_groups.size());
    m_groups.push_back({});
    m_groups.back().series = std::move(series);
    m_groupIds.insert(key, id);
    return id;
}

void ExpositionParser::takeNumber(const Meaning& meaning, double number, std::string_view rest)
{
    if (meaning.group < 0)
        return;
    Group& group = m_groups[static_cast<size_t>(meaning.group)];
    group.seen = true;
    switch (meaning.part) {
    case Part::Value:
    case Part::Sum: group.value.number = number; break;
    case Part::Count: group.value.count = static_cast<quint64>(std::clamp(number, 0.0, 1e18)); break;
    case Part::Bucket:
    case Part::Quantile: group.bounds.emplace_back(meaning.bound, number); break;
    case Part::Ignored: break;
    }
    if (auto exemplar = exemplarOf(rest, m_timeNs))
        group.exemplars.append(std::move(*exemplar));
}

// Buckets come cumulated, the last one without bound; they are kept apart.
void ExpositionParser::finish(Group& group, Exposition& into, qint64 timeNs)
{
    std::sort(group.bounds.begin(), group.bounds.end());
    QList<double> bounds;
    double before = 0;
    for (const auto& [bound, number] : group.bounds) {
        if (group.series.kind == MetricKind::Summary) {
            bounds.append(bound);
            group.value.quantiles.append(number);
            continue;
        }
        if (!std::isinf(bound))
            bounds.append(bound);
        group.value.buckets.append(static_cast<quint64>(std::clamp(number - before, 0.0, 1e18)));
        before = std::isfinite(number) ? number : before;
    }
    if (group.series.kind == MetricKind::Histogram && group.value.buckets.size() == bounds.size()) // no "+Inf"
        group.value.buckets.append(0);
    if (!group.shared || group.shared->bounds != bounds) {
        group.series.bounds = bounds;
        group.shared = std::make_shared<const MetricSeries>(group.series);
    }
    std::sort(group.exemplars.begin(), group.exemplars.end(), [](const MetricExemplar& a, const MetricExemplar& b) {
        return a.timeNs < b.timeNs;
    });
    const bool counts = group.series.kind != MetricKind::Gauge && group.series.kind != MetricKind::Summary;
    if (!std::exchange(group.known, true) && counts && m_previousNs > 0 && timeNs - m_previousNs < longestScrapeGap) {
        MetricValue nothing;
        nothing.buckets = QList<quint64>(group.value.buckets.size(), 0);
        into.points.append({group.shared, m_previousNs, false, nothing, {}});
    }
    const bool isNumber = !std::isnan(group.value.number) || isDistribution(group.series.kind);
    if (isNumber)
        into.points.append({group.shared, timeNs, false, std::move(group.value), std::move(group.exemplars)});
    group.value = {};
    group.bounds.clear();
    group.exemplars.clear();
    group.seen = false;
}

void ExpositionParser::complain(Exposition& into, const QString& why)
{
    ++into.badLines;
    if (into.problems.size() < mostProblems)
        into.problems.append(QCoreApplication::translate("Scrape", "Line %1: %2.").arg(m_line).arg(why));
}

} // namespace signalbox
