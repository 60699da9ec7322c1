// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/exposition_line.h"

#include <QByteArray>

#include <algorithm>
#include <charconv>
#include <limits>

namespace signalbox {
namespace {

constexpr std::string_view blanks = " \t";
constexpr qsizetype mostLabels = 64;

std::string_view withoutBlanks(std::string_view text)
{
    const size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

// The text between quotes with its escapes undone; `at` stands behind the opening quote and ends behind the closing
// one. False when it does not end.
bool takeQuoted(std::string_view text, size_t& at, QByteArray& value)
{
    for (; at < text.size() && text[at] != '"'; ++at) {
        const bool isEscape = text[at] == '\\' && at + 1 < text.size();
        if (isEscape)
            ++at;
        value.append(isEscape && text[at] == 'n' ? '\n' : text[at]);
    }
    return at++ < text.size();
}

} // namespace

size_t endOfSeries(std::string_view line)
{
    size_t at = line.find_first_of("{ \t");
    if (at == std::string_view::npos || line[at] != '{')
        return at;
    bool quoted = false;
    for (++at; at < line.size(); ++at) {
        if (quoted && line[at] == '\\')
            ++at;
        else if (line[at] == '"')
            quoted = !quoted;
        else if (line[at] == '}' && !quoted)
            return at + 1;
    }
    return std::string_view::npos;
}

std::optional<Attributes> parseLabels(std::string_view text)
{
    Attributes labels;
    size_t at = 0;
    while (at < text.size()) {
        const size_t equals = text.find('=', at);
        if (equals == std::string_view::npos || equals == at || equals + 1 >= text.size() || text[equals + 1] != '"')
            return std::nullopt;
        const std::string_view key = withoutBlanks(text.substr(at, equals - at));
        QByteArray value;
        at = equals + 2;
        if (!takeQuoted(text, at, value) || labels.size() >= mostLabels)
            return std::nullopt;
        labels.append({QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())), QString::fromUtf8(value)});
        at = text.find_first_not_of(", \t", at);
    }
    std::sort(labels.begin(), labels.end());
    return labels;
}

std::optional<double> parseNumber(std::string_view text)
{
    if (text == "+Inf" || text == "Inf")
        return std::numeric_limits<double>::infinity();
    if (text == "-Inf")
        return -std::numeric_limits<double>::infinity();
    if (text == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string_view firstWord(std::string_view text)
{
    return text.substr(0, text.find_first_of(blanks));
}

std::string_view afterWord(std::string_view text)
{
    const size_t end = text.find_first_of(blanks);
    return end == std::string_view::npos ? std::string_view() : withoutBlanks(text.substr(end));
}

} // namespace signalbox
