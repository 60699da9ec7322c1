// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/key_ring.h"

#include "platform/log.h"

#include <chrono>

namespace auth {

KeyRing::KeyRing(KeyStore& store, RotationPolicy policy)
    : m_store(store)
    , m_policy(policy)
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
    constexpr std::chrono::milliseconds impatient{100}; // nobody can sign in before the first keys are there
    std::string last;
    while (true) {
        const std::string problem = load();
        if (!problem.empty() && problem != last)
            platform::logWarn("the signing keys could not be read", {{"reason", problem}});
        last = problem;
        std::unique_lock lock(m_mutex);
        m_problem = m_signer ? std::string() : problem;
        const auto pause = m_signer ? std::chrono::milliseconds(m_policy.reload) : impatient;
        if (m_wake.wait_for(lock, pause, [this] { return m_ending; }))
            return;
    }
}

std::string KeyRing::load()
{
    auto keys = m_store.load(m_policy);
    if (!keys)
        return keys.error().message;
    std::string document;
    for (const PublishedKey& published : *keys)
        document += (document.empty() ? "" : ",") + published.key.publicJwk();
    document = R"({"keys":[)" + document + "]}";
    auto set = platform::parseJwkSet(document);

    const std::lock_guard lock(m_mutex);
    m_signer = signerOf(*keys, m_policy);
    m_document = std::move(document);
    m_public = std::make_shared<const platform::JwkSet>(std::move(*set));
    return {};
}

std::optional<SigningKey> KeyRing::signingKey() const
{
    const std::lock_guard lock(m_mutex);
    return m_signer;
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
