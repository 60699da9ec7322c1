// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/filter.h"

#include "core/base/ids.h"
#include "core/store/line_match.h"

#include <QCoreApplication>
#include <QMap>

#include <array>
#include <cmath>

namespace signalbox {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::Filter)
};

struct Term
{
    QString raw;
    QString key; // empty = plain text
    QString op;
    QString value;        // without quotes
    bool pattern = false; // written between slashes
    qsizetype position = 0;
    qsizetype valuePosition = 0;
};

tl::unexpected<FilterError> wrong(qsizetype position, QString message)
{
    return tl::unexpected(FilterError{position, std::move(message)});
}

QString unquoted(const QString& text)
{
    QString plain = text;
    return plain.remove(QLatin1Char('"'));
}

// Splits `key>=value` at the first operator that stands outside quotes and behind at least one character.
Term termOf(const QString& raw, qsizetype position)
{
    Term term;
    term.raw = raw;
    term.position = position;
    term.valuePosition = position;
    for (qsizetype i = 1; i < raw.size() && raw.at(0) != QLatin1Char('"'); ++i) {
        if (!QStringLiteral(":<>=").contains(raw.at(i)))
            continue;
        const bool two = raw.at(i) != QLatin1Char(':') && i + 1 < raw.size() && raw.at(i + 1) == QLatin1Char('=');
        term.key = raw.left(i);
        term.op = raw.mid(i, two ? 2 : 1);
        term.value = unquoted(raw.mid(i + term.op.size()));
        term.valuePosition = position + i + term.op.size();
        return term;
    }
    term.value = unquoted(raw);
    return term;
}

// Behind the slash that closes a regular expression, spaces in it or not; `begin` when none stands there. A path is
// text: nothing closes it.
qsizetype endOfPattern(const QString& text, qsizetype begin)
{
    if (text.at(begin) != QLatin1Char('/'))
        return begin;
    for (qsizetype i = begin + 2; i < text.size(); ++i) {
        const bool ends = i + 1 == text.size() || text.at(i + 1).isSpace();
        if (text.at(i) == QLatin1Char('/') && text.at(i - 1) != QLatin1Char('\\') && ends)
            return i + 1;
    }
    return begin;
}

Term patternTerm(const QString& raw, qsizetype position)
{
    Term term;
    term.raw = raw;
    term.value = raw.mid(1, raw.size() - 2);
    term.pattern = true;
    term.position = position;
    term.valuePosition = position + 1;
    return term;
}

FilterResult<QList<Term>> split(const QString& text)
{
    QList<Term> terms;
    for (qsizetype i = 0; i < text.size();) {
        if (text.at(i).isSpace()) {
            ++i;
            continue;
        }
        const qsizetype begin = i;
        if (const qsizetype end = endOfPattern(text, begin); end > begin) {
            i = end;
            terms.append(patternTerm(text.mid(begin, end - begin), begin));
            continue;
        }
        qsizetype quote = -1;
        for (; i < text.size() && (quote >= 0 || !text.at(i).isSpace()); ++i) {
            if (text.at(i) == QLatin1Char('"'))
                quote = quote >= 0 ? -1 : i;
        }
        if (quote >= 0)
            return wrong(quote, Words::tr("This quote is not closed. Add a \" at the end of the text."));
        terms.append(termOf(text.mid(begin, i - begin), begin));
    }
    return terms;
}

FilterResult<qint64> parseDuration(const Term& term)
{
    static const std::array<std::pair<QString, double>, 6> units{{{QStringLiteral("ns"), 1.0},
                                                                  {QStringLiteral("us"), 1e3},
                                                                  {QStringLiteral("µs"), 1e3},
                                                                  {QStringLiteral("ms"), 1e6},
                                                                  {QStringLiteral("s"), 1e9},
                                                                  {QStringLiteral("m"), 60e9}}};
    for (const auto& [unit, nanoseconds] : units) {
        if (!term.value.endsWith(unit))
            continue;
        bool ok = false;
        const double number = term.value.chopped(unit.size()).toDouble(&ok);
        if (ok && number >= 0)
            return static_cast<qint64>(std::llround(number * nanoseconds));
    }
    return wrong(term.valuePosition, Words::tr("A duration is a number with a unit, such as 20ms, 1.5s or 300us."));
}

tl::unexpected<FilterError> unknownKey(const Term& term, const QString& known)
{
    return wrong(term.position,
                 Words::tr("There is no filter “%1”. Known are %2. Put text to search for in quotes.")
                     .arg(term.key + term.op, known));
}

FilterResult<void> addDuration(const Term& term, TraceQuery& query)
{
    if (!term.op.startsWith(QLatin1Char('>')))
        return wrong(term.position + term.key.size(),
                     Words::tr("Traces can be filtered by a shortest duration: duration>20ms."));
    const auto duration = parseDuration(term);
    if (!duration)
        return tl::unexpected(duration.error());
    query.minDurationNs = *duration + (term.op == QLatin1String(">") ? 1 : 0);
    return {};
}

FilterResult<void> addAttribute(const Term& term, TraceQuery& query)
{
    if (!query.attributeKey.isEmpty())
        return wrong(term.position, Words::tr("Only one attribute can be asked for at a time."));
    query.attributeKey = term.key;
    query.attributeValue = term.value;
    return {};
}

FilterResult<void> addPattern(const Term& term, LogQuery& query)
{
    if (!query.pattern.isEmpty())
        return wrong(term.position, Words::tr("Only one regular expression can be asked for at a time."));
    if (const QString error = LineMatch::errorOf(term.value); !error.isEmpty())
        return wrong(term.valuePosition, Words::tr("This is no regular expression: %1.").arg(error));
    query.pattern = term.value;
    return {};
}

FilterResult<void> addField(const Term& term, LogQuery& query)
{
    static const QMap<QString, FieldCondition::Relation> relations{
        {QStringLiteral("="), FieldCondition::Relation::Equal},
        {QStringLiteral("<"), FieldCondition::Relation::Less},
        {QStringLiteral("<="), FieldCondition::Relation::LessOrEqual},
        {QStringLiteral(">"), FieldCondition::Relation::Greater},
        {QStringLiteral(">="), FieldCondition::Relation::GreaterOrEqual}};
    const auto relation = relations.constFind(term.op);
    if (relation == relations.constEnd())
        return unknownKey(term, Words::tr("service:NAME, level>=warn, trace:ID, field=value and /expression/"));
    bool isNumber = false;
    term.value.toDouble(&isNumber);
    if (*relation != FieldCondition::Relation::Equal && !isNumber)
        return wrong(term.valuePosition,
                     Words::tr("A field is compared with a number, such as %1.")
                         .arg(term.key + term.op + QStringLiteral("500")));
    query.fields.append({term.key, *relation, term.value});
    return {};
}

FilterResult<void> addTerm(const Term& term, TraceQuery& query)
{
    if (term.pattern)
        return wrong(term.position, Words::tr("Regular expressions are for log lines only."));
    if (term.key.isEmpty() && term.raw == QLatin1String("errors")) {
        query.errorsOnly = true;
    } else if (term.key.isEmpty()) {
        query.text += (query.text.isEmpty() ? QString() : QStringLiteral(" ")) + term.value;
    } else if (term.value.isEmpty()) {
        return wrong(term.valuePosition, Words::tr("Something has to follow “%1”.").arg(term.key + term.op));
    } else if (term.key == QLatin1String("duration")) {
        return addDuration(term, query);
    } else if (term.key == QLatin1String("service") && term.op == QLatin1String(":")) {
        if (!query.service.isEmpty())
            return wrong(term.position, Words::tr("Traces can be filtered by one service at a time."));
        query.service = term.value;
    } else if (term.op == QLatin1String("=")) {
        return addAttribute(term, query);
    } else {
        return unknownKey(term, Words::tr("service:NAME, errors, duration>20ms and attribute=value"));
    }
    return {};
}

FilterResult<void> addTerm(const Term& term, LogQuery& query)
{
    if (term.pattern)
        return addPattern(term, query);
    if (term.key.isEmpty()) {
        query.text += (query.text.isEmpty() ? QString() : QStringLiteral(" ")) + term.value;
    } else if (term.value.isEmpty()) {
        return wrong(term.valuePosition, Words::tr("Something has to follow “%1”.").arg(term.key + term.op));
    } else if (term.key == QLatin1String("level")) {
        if (term.op != QLatin1String(">=") && term.op != QLatin1String(":"))
            return wrong(term.position + term.key.size(),
                         Words::tr("Levels are filtered from one upwards: level>=warn."));
        query.minLevel = logLevelFromName(term.value);
        if (query.minLevel == LogLevel::Unknown)
            return wrong(term.valuePosition, Words::tr("Levels are trace, debug, info, warn, error and fatal."));
    } else if (term.key == QLatin1String("service") && term.op == QLatin1String(":")) {
        query.services.append(term.value);
    } else if (term.key == QLatin1String("trace") && term.op == QLatin1String(":")) {
        if (!isTraceId(term.value))
            return wrong(term.valuePosition, Words::tr("A trace id has 32 hexadecimal digits."));
        query.traceId = term.value;
    } else {
        return addField(term, query);
    }
    return {};
}

template<typename Query>
FilterResult<Query> parse(const QString& text)
{
    const auto terms = split(text);
    if (!terms)
        return tl::unexpected(terms.error());
    Query query;
    for (const Term& term : *terms) {
        if (const auto added = addTerm(term, query); !added)
            return tl::unexpected(added.error());
    }
    return query;
}

template<typename Matches>
QString rewritten(const QString& text, const QString& added, Matches matches)
{
    const auto terms = split(text);
    if (!terms)
        return text;
    QStringList kept;
    for (const Term& term : *terms) {
        if (!matches(term))
            kept.append(term.raw);
    }
    if (!added.isEmpty())
        kept.append(added);
    return kept.join(QLatin1Char(' '));
}

} // namespace

FilterResult<TraceQuery> parseTraceFilter(const QString& text)
{
    return parse<TraceQuery>(text);
}

FilterResult<LogQuery> parseLogFilter(const QString& text)
{
    return parse<LogQuery>(text);
}

QString withServiceToggled(const QString& text, const QString& service)
{
    bool found = false;
    const auto isService = [&](const Term& term) {
        const bool same = term.key == QLatin1String("service") && term.value == service;
        found = found || same;
        return same;
    };
    QString without = rewritten(text, {}, isService);
    if (found)
        return without;
    const QString quoted = service.contains(QLatin1Char(' ')) ? QLatin1Char('"') + service + QLatin1Char('"') : service;
    return rewritten(text, QStringLiteral("service:") + quoted, isService);
}

QString withTerm(const QString& text, const QString& key, const QString& term)
{
    return rewritten(text, term, [&key](const Term& each) { return each.key == key; });
}

} // namespace signalbox
