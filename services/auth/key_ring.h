// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/key_store.h"
#include "platform/auth/jwk_set.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace auth {

// The signing keys of this process, and by which of them it signs: a thread tries until the database answers, and looks
// again every minute, because keys change. Reads from any thread do not block on the database; while it is away the
// keys that are known stay in use.
class KeyRing
{
public:
    explicit KeyRing(KeyStore& store, RotationPolicy policy = {});
    ~KeyRing();

    void start();
    void stop();

    std::optional<SigningKey> signingKey() const;               // see signerOf
    std::shared_ptr<const platform::JwkSet> publicKeys() const; // null until loaded
    std::string document() const;                               // the key set as JSON (RFC 7517)
    std::string problem() const;                                // for readiness

private:
    void loop();
    std::string load(); // empty, or why not

    KeyStore& m_store;
    const RotationPolicy m_policy;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<SigningKey> m_signer;
    std::shared_ptr<const platform::JwkSet> m_public;
    std::string m_document = R"({"keys":[]})";
    std::string m_problem = "The signing keys have not been read yet.";
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace auth
