// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace platform {

// How often each principal may ask: a bucket of `requests` that fills again within `window`. Per process: with n
// instances it is n times as many. Safe from any thread.
class RateLimiter
{
public:
    using Clock = std::chrono::steady_clock;
    struct Settings
    {
        std::size_t requests = 0; // 0: as often as they like
        std::chrono::seconds window{1};
    };
    struct Verdict
    {
        bool allowed = true;
        std::size_t remaining = 0;
        std::chrono::seconds wait{0}; // until the next one is allowed, or until the bucket is full
    };

    explicit RateLimiter(Settings settings)
        : m_settings(settings)
    {
    }

    bool isOn() const { return m_settings.requests > 0; }
    Verdict ask(const std::string& principal, Clock::time_point now = Clock::now());
    // RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-10).
    void addFields(HttpResponse& response, const Verdict& verdict) const;
    HttpResponse refusal(const Verdict& verdict) const; // 429

private:
    struct Bucket
    {
        double tokens = 0;
        Clock::time_point at;
    };

    void forgetFull(Clock::time_point now);

    const Settings m_settings;
    std::mutex m_mutex;
    std::unordered_map<std::string, Bucket> m_buckets; // by principal
};

} // namespace platform
