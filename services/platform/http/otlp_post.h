// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace platform {

// Sends protobuf to one address by HTTP, over a connection that stays. Blocks; for one thread.
class OtlpPost
{
public:
    // `headers` as in OTEL_EXPORTER_OTLP_HEADERS: "k=v,k2=v2".
    OtlpPost(const std::string& url, std::string_view headers);
    ~OtlpPost();

    // Empty, or why it was not taken.
    std::string send(const std::string& body, std::chrono::milliseconds timeout);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace platform
