// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace platform {

// Where the head of a request ends in what has arrived so far. Looks at each byte once, however slowly they come, and
// stops at a bare line feed at once: a client that ends its lines so would otherwise wait for its deadline.
class HeadScanner
{
public:
    enum class State { Incomplete, Complete, BareLineFeed };

    State scan(std::string_view received);           // all of it, from the first byte of the request
    std::size_t size() const { return m_lineStart; } // with the empty line, once complete
    bool hasStartLine() const { return m_lines > 0; }

private:
    std::size_t m_scanned = 0;
    std::size_t m_lineStart = 0;
    std::size_t m_lines = 0;
};

struct HeadLimits
{
    std::size_t targetBytes = 8'000; // 414; RFC 9112, 3 asks for at least as many
    std::size_t fields = 100;        // 431
};

// Start line and fields of a request, and what they say about the bytes that follow.
struct RequestHead
{
    std::string method;
    std::string target;
    int minorVersion = 1; // HTTP/1.x
    HeaderFields fields;
    std::uint64_t contentLength = 0;
    bool chunked = false; // contentLength is 0 then
    bool expectsContinue = false;
    bool keepAlive = true;
};

// Strict to RFC 9112: what two readers could understand in two ways is refused, because whoever stands before us may
// have understood the other one. `text` ends with the empty line; else the response that refuses it.
// There is one parser, of ours, because a check in front of a lenient one (Beast unfolds lines, takes bare line feeds
// in chunk extensions and trailers for fields) would be a second reader of the same bytes.
tl::expected<RequestHead, HttpResponse> parseRequestHead(std::string_view text, const HeadLimits& limits);

} // namespace platform
