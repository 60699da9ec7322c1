// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <tl/expected.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>

namespace platform {

// What the issuer has taken back of tokens that have not expired: sessions that ended, and roles that changed. Asked of
// each request after its token was verified. Safe from any thread.
class Revocations
{
public:
    using Clock = std::chrono::steady_clock;
    // As long as a token lives, and some more: afterwards the token says by itself that it is over.
    static constexpr std::chrono::hours kept{25};

    struct Page
    {
        std::int64_t last = 0; // where the next page begins
        bool more = false;     // there is a next page now
    };
    // Takes a page of the issuer's list: {"revocations": [{"session": id} | {"user": id, "role": role}…], "last": 17,
    // "more": false}. nullopt: it is none, and nothing was taken.
    std::optional<Page> take(std::string_view json, Clock::time_point now = Clock::now());
    void forgetOld(Clock::time_point now);

    // Nobody when the session has ended; else with the role that the user has now.
    std::optional<Principal> apply(Principal principal) const;

private:
    struct Role
    {
        std::string name;
        Clock::time_point since;
    };

    mutable std::mutex m_mutex;
    std::unordered_map<std::string, Clock::time_point> m_sessions; // by id
    std::unordered_map<std::string, Role> m_roles;                 // by user
};

// Keeps Revocations up to date: a thread asks for what is new four times a second, because a queue cannot do it. One
// queue reaches one instance of a service, stands still behind a backlog and with the broker, and knows nothing of the
// time before the process began. While the issuer is away what is known goes on to hold.
class RevocationFeed
{
public:
    // The page after the given number; or why there is none. Called from the feed's own thread; may block.
    using Fetch = std::function<tl::expected<std::string, std::string>(std::int64_t after)>;
    static Fetch byHttp(std::string url, std::chrono::milliseconds timeout = std::chrono::milliseconds(2'000));

    explicit RevocationFeed(Fetch fetch, std::chrono::milliseconds interval = std::chrono::milliseconds(250));
    ~RevocationFeed();

    void start();
    void stop();
    // What is left of a verified principal; nobody before the list was read for the first time.
    std::optional<Principal> apply(Principal principal) const;
    std::string problem() const; // for readiness: empty once the list has been read

private:
    void loop();
    void fetchAll();
    bool fetchPage(std::string& problem);
    void tell(const std::string& problem);

    const Fetch m_fetch;
    const std::chrono::milliseconds m_interval;
    Revocations m_revocations;
    std::int64_t m_after = 0;
    std::string m_lastProblem; // of the feed's thread

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::string m_problem = "The list of revoked sessions has not been read yet.";
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace platform
