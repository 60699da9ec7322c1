// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/rate_limiter.h"

#include <algorithm>
#include <cmath>

namespace platform {
namespace {

constexpr std::size_t mostBuckets = 10'000;

std::chrono::seconds roundedUp(double seconds)
{
    return std::chrono::seconds(static_cast<std::int64_t>(std::ceil(seconds)));
}

} // namespace

RateLimiter::Verdict RateLimiter::ask(const std::string& principal, Clock::time_point now)
{
    const auto most = static_cast<double>(m_settings.requests);
    const double perSecond = most / static_cast<double>(m_settings.window.count());
    const std::lock_guard lock(m_mutex);
    if (m_buckets.size() >= mostBuckets)
        forgetFull(now);
    const auto [entry, isNew] = m_buckets.try_emplace(principal, Bucket{most, now});
    Bucket& bucket = entry->second;
    const double passed = std::chrono::duration<double>(now - bucket.at).count();
    bucket.tokens = std::min(most, bucket.tokens + passed * perSecond);
    bucket.at = now;
    if (bucket.tokens < 1)
        return {false, 0, std::max(std::chrono::seconds(1), roundedUp((1 - bucket.tokens) / perSecond))};
    bucket.tokens -= 1;
    return {true, static_cast<std::size_t>(bucket.tokens), roundedUp((most - bucket.tokens) / perSecond)};
}

// A full bucket is as good as none.
void RateLimiter::forgetFull(Clock::time_point now)
{
    std::erase_if(m_buckets, [&](const auto& entry) { return now - entry.second.at >= m_settings.window; });
}

void RateLimiter::addFields(HttpResponse& response, const Verdict& verdict) const
{
    response.headers.emplace_back("RateLimit-Policy",
                                  "\"principal\";q=" + std::to_string(m_settings.requests) +
                                      ";w=" + std::to_string(m_settings.window.count()));
    response.headers.emplace_back("RateLimit",
                                  "\"principal\";r=" + std::to_string(verdict.remaining) +
                                      ";t=" + std::to_string(verdict.wait.count()));
}

HttpResponse RateLimiter::refusal(const Verdict& verdict) const
{
    HttpResponse response = problem(429, "too-many-requests", "Too many requests", "Ask less often; see Retry-After.");
    response.headers.emplace_back("Retry-After", std::to_string(verdict.wait.count()));
    addFields(response, verdict);
    return response;
}

} // namespace platform
