// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/auth/jwk_set.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace platform {

// Keeps the keys of an issuer: a thread fetches them at start, again every few minutes, and at once when a token names
// a key that is not among them, but then not more often than `leastPause`: unknown keys cost a forger nothing. The last
// good set stays while the issuer is away.
class JwksSource
{
public:
    struct Settings
    {
        std::string url;
        std::chrono::milliseconds timeout{2'000};
        std::chrono::milliseconds refresh{300'000};
        std::chrono::milliseconds leastPause{5'000};
        std::chrono::milliseconds retry{200}; // until the first set is there
    };

    explicit JwksSource(Settings settings);
    ~JwksSource();

    void start();
    void stop();
    std::shared_ptr<const JwkSet> keys() const; // null: never fetched
    bool requestRefresh();                      // false: too soon, or there is nothing to wait for
    std::uint64_t fetches() const;              // finished ones
    std::string problem() const;                // for readiness: empty once there are keys

private:
    void loop();
    void fetch();

    const Settings m_settings;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::shared_ptr<const JwkSet> m_keys;
    std::string m_problem = "The keys of the token issuer have not been fetched yet.";
    std::chrono::steady_clock::time_point m_lastRequest;
    std::uint64_t m_fetches = 0;
    bool m_refresh = false;
    bool m_fetching = false;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace platform
