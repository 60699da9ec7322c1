// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace platform {

// Undoes the chunked transfer coding (RFC 9112, 7.1), strictly. Extensions are checked and ignored; trailers are
// checked and dropped, because no field that arrives after the checks may count as one of the header.
class ChunkedBody
{
public:
    ChunkedBody(std::uint64_t mostBytes, std::size_t mostOverhead)
        : m_mostBytes(mostBytes)
        , m_mostOverhead(mostOverhead)
    {
    }

    enum class State { NeedsMore, Complete, Refused };

    // Takes what it understands off the front of `input`; an incomplete line stays there for the next call.
    State take(std::string_view& input);
    std::string& body() { return m_body; }
    HttpResponse& refusal() { return m_refusal; }

private:
    enum class Part { Size, Data, DataEnd, Trailer, Complete };

    bool takeSize(std::string_view& input);
    bool takeData(std::string_view& input);
    bool takeDataEnd(std::string_view& input);
    bool takeTrailer(std::string_view& input);
    std::optional<std::string_view> takeLine(std::string_view& input);
    bool refuse(HttpResponse response);

    const std::uint64_t m_mostBytes;
    const std::size_t m_mostOverhead; // bytes of extensions and trailers
    Part m_part = Part::Size;
    std::uint64_t m_left = 0; // of the chunk
    std::size_t m_overhead = 0;
    std::string m_body;
    HttpResponse m_refusal;
    bool m_refused = false;
};

} // namespace platform
