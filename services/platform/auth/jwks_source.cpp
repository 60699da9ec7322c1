// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/auth/jwks_source.h"

#include "platform/http/http_client.h"
#include "platform/log.h"

namespace platform {

JwksSource::JwksSource(Settings settings)
    : m_settings(std::move(settings))
    , m_lastRequest(std::chrono::steady_clock::now() - m_settings.leastPause)
{
}

JwksSource::~JwksSource()
{
    stop();
}

void JwksSource::start()
{
    m_thread = std::thread([this] { loop(); });
}

void JwksSource::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void JwksSource::loop()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        m_refresh = false;
        m_fetching = true;
        lock.unlock();
        fetch();
        lock.lock();
        m_fetching = false;
        const auto pause = m_keys ? m_settings.refresh : m_settings.retry;
        m_wake.wait_for(lock, pause, [this] { return m_ending || m_refresh; });
    }
}

void JwksSource::fetch()
{
    const auto body = httpGet(m_settings.url, m_settings.timeout);
    auto parsed = body ? parseJwkSet(*body) : std::nullopt;
    std::string problem;
    if (!body)
        problem = body.error();
    else if (!parsed || parsed->empty())
        problem = m_settings.url + " did not answer with a key set.";

    const std::lock_guard lock(m_mutex);
    ++m_fetches;
    if (problem.empty())
        m_keys = std::make_shared<const JwkSet>(std::move(*parsed));
    else if (problem != m_problem)
        logWarn("the keys of the token issuer could not be fetched", {{"reason", problem}});
    m_problem = std::move(problem);
}

std::shared_ptr<const JwkSet> JwksSource::keys() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys;
}

bool JwksSource::requestRefresh()
{
    const auto now = std::chrono::steady_clock::now();
    {
        const std::lock_guard lock(m_mutex);
        if (m_refresh || m_fetching)
            return true;
        if (m_ending || (m_keys && now - m_lastRequest < m_settings.leastPause))
            return false;
        m_lastRequest = now;
        m_refresh = true;
    }
    m_wake.notify_all();
    return true;
}

std::uint64_t JwksSource::fetches() const
{
    const std::lock_guard lock(m_mutex);
    return m_fetches;
}

std::string JwksSource::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys ? std::string() : m_problem;
}

} // namespace platform
