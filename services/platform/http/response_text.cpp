// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/response_text.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <string_view>
#include <utility>

namespace platform {
namespace {

std::string_view reason(int status)
{
    static constexpr std::pair<int, std::string_view> reasons[] = {{200, "OK"},
                                                                   {201, "Created"},
                                                                   {202, "Accepted"},
                                                                   {204, "No Content"},
                                                                   {304, "Not Modified"},
                                                                   {400, "Bad Request"},
                                                                   {401, "Unauthorized"},
                                                                   {403, "Forbidden"},
                                                                   {404, "Not Found"},
                                                                   {405, "Method Not Allowed"},
                                                                   {408, "Request Timeout"},
                                                                   {409, "Conflict"},
                                                                   {412, "Precondition Failed"},
                                                                   {413, "Content Too Large"},
                                                                   {414, "URI Too Long"},
                                                                   {415, "Unsupported Media Type"},
                                                                   {417, "Expectation Failed"},
                                                                   {422, "Unprocessable Content"},
                                                                   {428, "Precondition Required"},
                                                                   {429, "Too Many Requests"},
                                                                   {431, "Request Header Fields Too Large"},
                                                                   {500, "Internal Server Error"},
                                                                   {501, "Not Implemented"},
                                                                   {503, "Service Unavailable"},
                                                                   {505, "HTTP Version Not Supported"}};
    for (const auto& [known, text] : reasons) {
        if (known == status)
            return text;
    }
    return ""; // RFC 9112, 4: the phrase may be empty
}

// IMF-fixdate (RFC 9110, 5.6.7). Kept for its second: under load it would be formatted thousands of times.
const std::string& dateNow()
{
    thread_local std::time_t second = 0;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now != second || text.empty()) {
        std::tm utc{};
        gmtime_r(&now, &utc);
        std::array<char, 40> buffer{};
        const auto length = std::strftime(buffer.data(), buffer.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
        text.assign(buffer.data(), length);
        second = now;
    }
    return text;
}

// A line break in a value would begin a field, or a response, of its own.
void appendValue(std::string& text, std::string_view value)
{
    const std::size_t start = text.size();
    text.append(value);
    const auto isBreak = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
    std::replace_if(text.begin() + static_cast<std::ptrdiff_t>(start), text.end(), isBreak, ' ');
}

bool mayHaveBody(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

} // namespace

std::string responseText(const HttpResponse& response, const ResponseFraming& framing)
{
    std::string text;
    text.reserve(256 + response.body.size());
    text.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(reason(response.status));
    text.append("\r\nDate: ").append(dateNow());
    for (const auto& [name, value] : response.headers) {
        text.append("\r\n").append(name).append(": ");
        appendValue(text, value);
    }
    const bool body = mayHaveBody(response.status);
    if (body)
        text.append("\r\nContent-Length: ").append(std::to_string(response.body.size()));
    if (!framing.keepAlive)
        text.append("\r\nConnection: close");
    else if (framing.oldClient)
        text.append("\r\nConnection: keep-alive");
    text.append("\r\n\r\n");
    if (body && !framing.headOnly)
        text.append(response.body);
    return text;
}

} // namespace platform
