// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/line_match.h"

#include "core/store/log_parser.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

namespace signalbox {
namespace {

using Relation = FieldCondition::Relation;

re2::RE2::Options quietly()
{
    re2::RE2::Options options;
    options.set_log_errors(false); // they are shown, not printed
    return options;
}

bool holds(Relation relation, double value, double wanted)
{
    switch (relation) {
    case Relation::Equal: return value == wanted;
    case Relation::Less: return value < wanted;
    case Relation::LessOrEqual: return value <= wanted;
    case Relation::Greater: return value > wanted;
    case Relation::GreaterOrEqual: return value >= wanted;
    }
    return false;
}

bool holds(const FieldCondition& condition, const QString& value)
{
    if (condition.relation == Relation::Equal && value == condition.value)
        return true;
    bool isNumber = false;
    bool wantsNumber = false;
    const double number = value.toDouble(&isNumber);
    const double wanted = condition.value.toDouble(&wantsNumber);
    return isNumber && wantsNumber && holds(condition.relation, number, wanted);
}

} // namespace

LineMatch::LineMatch(const QString& pattern, QList<FieldCondition> fields)
    : m_pattern(pattern.isEmpty() ? nullptr : std::make_shared<re2::RE2>(pattern.toStdString(), quietly()))
    , m_fields(std::move(fields))
{
}

bool LineMatch::accepts(QByteArrayView text) const
{
    const re2::StringPiece line(text.data(), static_cast<size_t>(text.size()));
    if (m_pattern && !(m_pattern->ok() && re2::RE2::PartialMatch(line, *m_pattern)))
        return false;
    if (m_fields.isEmpty())
        return true;
    LogLine parsed;
    parsed.text = QByteArray::fromRawData(text.data(), text.size());
    parseLogMessage(parsed);
    return std::all_of(m_fields.begin(), m_fields.end(), [&parsed](const FieldCondition& condition) {
        return std::any_of(parsed.fields.begin(), parsed.fields.end(), [&condition](const auto& field) {
            return field.first == condition.key && holds(condition, field.second);
        });
    });
}

QString LineMatch::errorOf(const QString& pattern)
{
    const re2::RE2 compiled(pattern.toStdString(), quietly());
    return QString::fromStdString(compiled.error());
}

} // namespace signalbox
