// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/request_head.h"

#include "platform/http/field_line.h"
#include "platform/http/refusals.h"
#include "platform/http/url.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace platform {
namespace {

using HeadRefusal = std::optional<HttpResponse>;

// What RFC 9110, 9 and RFC 5789 define, and QUERY, less CONNECT, which asks for a proxy. TRACE and QUERY are known, and
// no path has them.
bool isKnownMethod(std::string_view method)
{
    constexpr std::array<std::string_view, 9> known{
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"};
    return std::find(known.begin(), known.end(), method) != known.end();
}

// Takes the next line off `text`, without its CR LF.
std::string_view takeLine(std::string_view& text)
{
    const auto end = std::min(text.find("\r\n"), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 2, text.size()));
    return line;
}

HeadRefusal readVersion(std::string_view version, RequestHead& head)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (version.size() != 8 || !version.starts_with("HTTP/") || !isDigit(version[5]) || version[6] != '.' ||
        !isDigit(version[7]))
        return badRequest("The request line does not end with an HTTP version.");
    if (version[5] != '1' || version[7] > '1')
        return problem(
            505, "http-version", "HTTP version not supported", "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    head.minorVersion = version[7] - '0';
    return std::nullopt;
}

// RFC 9112, 3: method SP request-target SP HTTP-version, with single spaces.
HeadRefusal readRequestLine(std::string_view line, const HeadLimits& limits, RequestHead& head)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return badRequest("The request line is not a method, a target and a version.");
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    if (!isToken(method))
        return badRequest("The method is not a token.");
    if (target.size() > limits.targetBytes)
        return targetTooLong();
    if (!isTargetText(target))
        return badRequest("The request target has a character that a URI must not have.");
    if (auto refusal = readVersion(line.substr(last + 1), head))
        return refusal;
    if (!isKnownMethod(method))
        return problem(501, "method-unknown", "Not implemented", "The method is not one that this server knows.");
    if (target == "*" && method != "OPTIONS")
        return badRequest("Only OPTIONS can mean the whole server.");
    head.method = method;
    head.target = target;
    return std::nullopt;
}

HeadRefusal readFields(std::string_view text, const HeadLimits& limits, RequestHead& head)
{
    while (true) {
        const auto line = takeLine(text);
        if (line.empty())
            return std::nullopt;
        const auto field = parseFieldLine(line);
        if (!field)
            return badRequest("A line of the header is not \"name: value\".");
        if (head.fields.size() == limits.fields)
            return headTooLarge("The header has too many fields.");
        head.fields.emplace_back(field->first, field->second);
    }
}

// Calls `read` for the value of each field of that name; the first refusal ends it.
template<typename Read>
HeadRefusal eachValue(const RequestHead& head, std::string_view name, Read read)
{
    for (const auto& [field, value] : head.fields) {
        if (!sameIgnoringCase(field, name))
            continue;
        if (HeadRefusal refusal = read(std::string_view(value)))
            return refusal;
    }
    return std::nullopt;
}

// RFC 9112, 3.2: a 1.1 request has exactly one Host, and every other is a way to be routed twice.
HeadRefusal checkHost(const RequestHead& head)
{
    int count = 0;
    auto refusal = eachValue(head, "Host", [&](std::string_view value) -> HeadRefusal {
        if (++count > 1)
            return badRequest("The request has more than one Host field.");
        if (!isAuthority(value))
            return badRequest("The Host field is not a host with an optional port.");
        return std::nullopt;
    });
    if (!refusal && count == 0 && head.minorVersion == 1)
        return badRequest("The request has no Host field.");
    return refusal;
}

// RFC 9112, 6.3. Equal lengths twice could be taken as one; nobody honest sends them.
HeadRefusal readContentLength(RequestHead& head, bool& present)
{
    return eachValue(head, "Content-Length", [&](std::string_view value) -> HeadRefusal {
        const bool digits = std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (present || value.empty() || !digits)
            return badRequest("The request needs exactly one Content-Length, which is a number.");
        present = true;
        const auto parsed = std::from_chars(value.data(), value.data() + value.size(), head.contentLength);
        return parsed.ec == std::errc() ? std::nullopt : HeadRefusal(bodyTooLarge());
    });
}

HeadRefusal readTransferEncoding(RequestHead& head, bool& present)
{
    std::vector<std::string_view> codings;
    auto refusal = eachValue(head, "Transfer-Encoding", [&](std::string_view value) -> HeadRefusal {
        if (present)
            return badRequest("The request has more than one Transfer-Encoding field.");
        present = true;
        codings = listMembers(value);
        return std::nullopt;
    });
    if (refusal || !present)
        return refusal;
    if (head.minorVersion == 0)
        return badRequest("HTTP/1.0 has no Transfer-Encoding.");
    const auto isChunked = [](std::string_view coding) { return sameIgnoringCase(coding, "chunked"); };
    const auto chunked = std::find_if(codings.begin(), codings.end(), isChunked);
    if (codings.empty() || (chunked != codings.end() && chunked + 1 != codings.end()))
        return badRequest("Chunked is the last transfer coding, and there once.");
    if (codings.size() > 1 || chunked == codings.end())
        return problem(501, "transfer-coding", "Not implemented", "The only transfer coding is chunked.");
    head.chunked = true;
    return std::nullopt;
}

HeadRefusal readFraming(RequestHead& head)
{
    bool length = false;
    bool encoding = false;
    if (auto refusal = readContentLength(head, length))
        return refusal;
    if (auto refusal = readTransferEncoding(head, encoding))
        return refusal;
    if (length && encoding)
        return badRequest("The request has both Content-Length and Transfer-Encoding.");
    return std::nullopt;
}

// RFC 9110, 10.1.1: a 1.0 client cannot know what 100 means.
HeadRefusal readExpectation(RequestHead& head)
{
    return eachValue(head, "Expect", [&](std::string_view value) -> HeadRefusal {
        if (!sameIgnoringCase(value, "100-continue"))
            return problem(417, "expectation-failed", "Expectation failed", "The only expectation is 100-continue.");
        head.expectsContinue = head.minorVersion == 1;
        return std::nullopt;
    });
}

// RFC 9112, 9.3.
void readPersistence(RequestHead& head)
{
    bool close = false;
    bool keepAlive = false;
    eachValue(head, "Connection", [&](std::string_view value) -> HeadRefusal {
        for (const std::string_view option : listMembers(value)) {
            close = close || sameIgnoringCase(option, "close");
            keepAlive = keepAlive || sameIgnoringCase(option, "keep-alive");
        }
        return std::nullopt;
    });
    head.keepAlive = !close && (head.minorVersion == 1 || keepAlive);
}

} // namespace

HeadScanner::State HeadScanner::scan(std::string_view received)
{
    while (true) {
        const auto feed = received.find('\n', m_scanned);
        if (feed == std::string_view::npos) {
            m_scanned = received.size();
            return State::Incomplete;
        }
        if (feed == 0 || received[feed - 1] != '\r')
            return State::BareLineFeed;
        const bool empty = feed - m_lineStart == 1;
        m_scanned = m_lineStart = feed + 1;
        if (empty && m_lines > 0)
            return State::Complete;
        ++m_lines;
    }
}

tl::expected<RequestHead, HttpResponse> parseRequestHead(std::string_view text, const HeadLimits& limits)
{
    RequestHead head;
    if (text.starts_with("\r\n")) // RFC 9112, 2.2: one that an old client sends behind a body
        text.remove_prefix(2);
    HeadRefusal refusal = readRequestLine(takeLine(text), limits, head);
    if (!refusal)
        refusal = readFields(text, limits, head);
    if (!refusal)
        refusal = checkHost(head);
    if (!refusal)
        refusal = readFraming(head);
    if (!refusal)
        refusal = readExpectation(head);
    if (refusal)
        return tl::unexpected(std::move(*refusal));
    readPersistence(head);
    return head;
}

} // namespace platform
