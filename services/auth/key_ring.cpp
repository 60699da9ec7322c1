// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/key_ring.h"

#include "platform/log.h"

#include <chrono>

namespace auth {

KeyRing::KeyRing(KeyStore& store)
    : m_store(store)
{
}

KeyRing::~KeyRing()
{
    stop();
}

void KeyRing::start()
{
    m_thread = std::thread([this] { loop(); });
}

void KeyRing::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void KeyRing::loop()
{
    constexpr std::chrono::milliseconds pause{100};
    while (true) {
        std::string problem = load();
        std::unique_lock lock(m_mutex);
        if (!problem.empty() && problem != m_problem)
            platform::logWarn("the signing keys could not be read", {{"reason", problem}});
        m_problem = std::move(problem);
        if (m_problem.empty() || m_wake.wait_for(lock, pause, [this] { return m_ending; }))
            return;
    }
}

std::string KeyRing::load()
{
    auto keys = m_store.loadOrCreate();
    if (!keys)
        return keys.error().message;
    std::string document;
    for (const SigningKey& key : *keys)
        document += (document.empty() ? "" : ",") + key.publicJwk();
    document = R"({"keys":[)" + document + "]}";
    auto set = platform::parseJwkSet(document);

    const std::lock_guard lock(m_mutex);
    m_keys = std::move(*keys);
    m_document = std::move(document);
    m_public = std::make_shared<const platform::JwkSet>(std::move(*set));
    return {};
}

std::optional<SigningKey> KeyRing::signingKey() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys.empty() ? std::nullopt : std::optional(m_keys.front());
}

std::shared_ptr<const platform::JwkSet> KeyRing::publicKeys() const
{
    const std::lock_guard lock(m_mutex);
    return m_public;
}

std::string KeyRing::document() const
{
    const std::lock_guard lock(m_mutex);
    return m_document;
}

std::string KeyRing::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

} // namespace auth
