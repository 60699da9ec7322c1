// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/auth/revocations.h"

#include "platform/http/http_client.h"
#include "platform/log.h"

#include <nlohmann/json.hpp>

namespace platform {
namespace {

std::optional<std::string> revocationText(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
}

bool isPage(const nlohmann::json& page)
{
    const auto has = [&page](const char* name, auto is) {
        const auto found = page.find(name);
        return found != page.end() && is(*found);
    };
    return page.is_object() && has("revocations", [](const auto& value) { return value.is_array(); }) &&
           has("last", [](const auto& value) { return value.is_number_integer(); }) &&
           has("more", [](const auto& value) { return value.is_boolean(); });
}

} // namespace

std::optional<Revocations::Page> Revocations::take(std::string_view json, Clock::time_point now)
{
    const auto page = nlohmann::json::parse(json, nullptr, false);
    if (!isPage(page))
        return std::nullopt;
    const std::lock_guard lock(m_mutex);
    for (const auto& entry : page["revocations"]) {
        const auto session = revocationText(entry, "session");
        const auto user = revocationText(entry, "user");
        const auto role = revocationText(entry, "role");
        if (session)
            m_sessions.insert_or_assign(*session, now);
        else if (user && role)
            m_roles.insert_or_assign(*user, Role{*role, now});
    }
    return Page{page["last"].get<std::int64_t>(), page["more"].get<bool>()};
}

void Revocations::forgetOld(Clock::time_point now)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_sessions, [now](const auto& entry) { return now - entry.second > kept; });
    std::erase_if(m_roles, [now](const auto& entry) { return now - entry.second.since > kept; });
}

std::optional<Principal> Revocations::apply(Principal principal) const
{
    const std::lock_guard lock(m_mutex);
    if (m_sessions.contains(principal.session))
        return std::nullopt;
    if (const auto role = m_roles.find(principal.subject); role != m_roles.end())
        principal.role = role->second.name;
    return principal;
}

RevocationFeed::Fetch RevocationFeed::byHttp(std::string url, std::chrono::milliseconds timeout)
{
    return [url = std::move(url), timeout](std::int64_t after) {
        return httpGet(url + "?after=" + std::to_string(after), timeout);
    };
}

RevocationFeed::RevocationFeed(Fetch fetch, std::chrono::milliseconds interval)
    : m_fetch(std::move(fetch))
    , m_interval(interval)
{
}

RevocationFeed::~RevocationFeed()
{
    stop();
}

void RevocationFeed::start()
{
    m_thread = std::thread([this] { loop(); });
}

void RevocationFeed::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void RevocationFeed::loop()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        lock.unlock();
        fetchAll();
        m_revocations.forgetOld(Revocations::Clock::now());
        lock.lock();
        m_wake.wait_for(lock, m_interval, [this] { return m_ending; });
    }
}

void RevocationFeed::fetchAll()
{
    std::string problem;
    while (fetchPage(problem)) {
    }
    tell(problem);
    if (!problem.empty())
        return;
    const std::lock_guard lock(m_mutex);
    m_problem.clear();
}

// True: there is another page.
bool RevocationFeed::fetchPage(std::string& problem)
{
    const auto body = m_fetch(m_after);
    if (!body) {
        problem = body.error();
        return false;
    }
    const auto page = m_revocations.take(*body);
    if (!page) {
        problem = "The answer is no list of revocations.";
        return false;
    }
    const bool goesOn = page->more && page->last > m_after;
    m_after = page->last;
    return goesOn;
}

void RevocationFeed::tell(const std::string& problem)
{
    if (problem == m_lastProblem)
        return;
    if (problem.empty())
        logInfo("the list of revoked sessions is read again");
    else
        logWarn("the list of revoked sessions cannot be read; what is known of it holds", {{"reason", problem}});
    m_lastProblem = problem;
}

std::optional<Principal> RevocationFeed::apply(Principal principal) const
{
    if (!problem().empty())
        return std::nullopt;
    return m_revocations.apply(std::move(principal));
}

std::string RevocationFeed::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

} // namespace platform
