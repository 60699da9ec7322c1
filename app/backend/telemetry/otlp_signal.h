// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace signalbox {

// What an OTLP request carries. Each has a path over HTTP and a service over gRPC.
enum class OtlpSignal { Traces, Logs, Metrics };

// The codes of gRPC that we answer with, also as `code` of google.rpc.Status over HTTP.
enum class RpcCode {
    Ok = 0,
    InvalidArgument = 3,
    NotFound = 5,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Unavailable = 14,
    Unauthenticated = 16
};

inline constexpr char otlpKeyHeader[] = "x-signalbox-key";
inline constexpr int otlpRetrySeconds = 1; // when there is no room at the moment

// A name that resolves to us can be anybody's (DNS rebinding); only 127.0.0.1, localhost and [::1] are ours by
// definition, with or without a port.
bool isLocalHost(std::string_view host);

} // namespace signalbox
