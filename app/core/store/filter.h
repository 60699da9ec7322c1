// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"

#include <tl/expected.hpp>

namespace signalbox {

// The small language in which lists of telemetry are narrowed. Terms stand side by side and all of them hold:
// words and "quoted text", service:NAME, and per list
//   traces: errors, duration>20ms, attribute=value
//   logs:   level>=warn, trace:ID, /regular expression/, field=value, field>=number

// Why a filter was not understood: a sentence, and the character it is about (0-based).
struct FilterError
{
    qsizetype position = 0;
    QString message;

    bool operator==(const FilterError&) const = default;
};

template<typename Query>
using FilterResult = tl::expected<Query, FilterError>;

FilterResult<TraceQuery> parseTraceFilter(const QString& text);
FilterResult<LogQuery> parseLogFilter(const QString& text);

// The same filter with service:NAME put in, or taken out when it was there.
QString withServiceToggled(const QString& text, const QString& service);
// The same filter with every term of `key` replaced by `term`; an empty `term` only takes them out.
QString withTerm(const QString& text, const QString& key, const QString& term);

} // namespace signalbox
