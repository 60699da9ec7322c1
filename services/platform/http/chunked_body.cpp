// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/chunked_body.h"

#include "platform/http/field_line.h"
#include "platform/http/refusals.h"

#include <algorithm>
#include <charconv>

namespace platform {
namespace {

constexpr std::size_t longestLine = 4096;

// Takes the text up to the first of `ends`, or all of it.
std::string_view takeUpTo(std::string_view& text, std::string_view ends)
{
    const auto end = std::min(text.find_first_of(ends), text.size());
    const auto part = text.substr(0, end);
    text.remove_prefix(end);
    return part;
}

// A quoted-string (RFC 9110, 5.6.4) at the front of `text`, taken off it.
bool takeQuoted(std::string_view& text)
{
    text.remove_prefix(1);
    while (!text.empty() && text.front() != '"')
        text.remove_prefix(std::min<std::size_t>(text.front() == '\\' ? 2 : 1, text.size()));
    if (text.empty())
        return false;
    text.remove_prefix(1);
    return true;
}

// RFC 9112, 7.1.1: *( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )
bool areExtensions(std::string_view text)
{
    if (!isFieldContent(text) || text.ends_with(' ') || text.ends_with('\t'))
        return false;
    while (!text.empty()) {
        text = trimBlanks(text);
        if (!text.starts_with(';'))
            return false;
        text = trimBlanks(text.substr(1));
        if (!isToken(trimBlanks(takeUpTo(text, ";="))))
            return false;
        if (!text.starts_with('='))
            continue;
        text = trimBlanks(text.substr(1));
        const bool good = text.starts_with('"') ? takeQuoted(text) : isToken(trimBlanks(takeUpTo(text, ";")));
        if (!good)
            return false;
    }
    return true;
}

} // namespace

ChunkedBody::State ChunkedBody::take(std::string_view& input)
{
    bool going = true;
    while (going && !m_refused) {
        switch (m_part) {
        case Part::Size: going = takeSize(input); break;
        case Part::Data: going = takeData(input); break;
        case Part::DataEnd: going = takeDataEnd(input); break;
        case Part::Trailer: going = takeTrailer(input); break;
        case Part::Complete: return State::Complete;
        }
    }
    return m_refused ? State::Refused : State::NeedsMore;
}

bool ChunkedBody::takeSize(std::string_view& input)
{
    const auto line = takeLine(input);
    if (!line)
        return false;
    const auto [end, error] = std::from_chars(line->data(), line->data() + line->size(), m_left, 16);
    if (error == std::errc::result_out_of_range)
        return refuse(bodyTooLarge());
    const auto extensions = line->substr(static_cast<std::size_t>(end - line->data()));
    if (error != std::errc() || !areExtensions(extensions))
        return refuse(badRequest("A chunk does not begin with its size."));
    m_overhead += extensions.size();
    if (m_overhead > m_mostOverhead)
        return refuse(badRequest("The chunk extensions are too long."));
    if (m_left > m_mostBytes - m_body.size())
        return refuse(bodyTooLarge());
    m_part = m_left == 0 ? Part::Trailer : Part::Data;
    return true;
}

bool ChunkedBody::takeData(std::string_view& input)
{
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, input.size()));
    m_body.append(input.substr(0, count));
    input.remove_prefix(count);
    m_left -= count;
    if (m_left > 0)
        return false;
    m_part = Part::DataEnd;
    return true;
}

bool ChunkedBody::takeDataEnd(std::string_view& input)
{
    constexpr std::string_view lineEnd = "\r\n";
    if (input.substr(0, lineEnd.size()) != lineEnd.substr(0, input.size()))
        return refuse(badRequest("A chunk is not as long as it says."));
    if (input.size() < lineEnd.size())
        return false;
    input.remove_prefix(lineEnd.size());
    m_part = Part::Size;
    return true;
}

bool ChunkedBody::takeTrailer(std::string_view& input)
{
    const auto line = takeLine(input);
    if (!line)
        return false;
    if (line->empty()) {
        m_part = Part::Complete;
        return true;
    }
    if (!parseFieldLine(*line))
        return refuse(badRequest("A line of the trailer is not \"name: value\"."));
    m_overhead += line->size();
    return m_overhead <= m_mostOverhead || refuse(headTooLarge("The trailer is too long."));
}

// nullopt: not there yet, or refused.
std::optional<std::string_view> ChunkedBody::takeLine(std::string_view& input)
{
    const auto feed = input.find('\n');
    if (feed == std::string_view::npos) {
        if (input.size() > longestLine)
            refuse(badRequest("A line between the chunks is too long."));
        return std::nullopt;
    }
    if (feed == 0 || input[feed - 1] != '\r') {
        refuse(badRequest("A line between the chunks does not end with CR LF."));
        return std::nullopt;
    }
    const auto line = input.substr(0, feed - 1);
    input.remove_prefix(feed + 1);
    return line;
}

bool ChunkedBody::refuse(HttpResponse response)
{
    m_refusal = std::move(response);
    m_refused = true;
    return false;
}

} // namespace platform
