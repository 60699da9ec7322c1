// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/http_client.h"

#include <QByteArray>
#include <QString>

namespace signalbox {

// When a request gets a new Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07).
enum class KeyPolicy { NewEachSend, SameUntilEdited, Fixed, None };

// The key that the composer sends. It is made before the send, so that it can be seen, and is a structured-field
// string (RFC 9651 3.3.3): in quotes on the wire.
class ComposeKey
{
public:
    ComposeKey();

    KeyPolicy policy() const { return m_policy; }
    void setPolicy(KeyPolicy policy) { m_policy = policy; }
    void setFixed(const QString& key) { m_fixed = key; }

    // What the next send of such a request carries; empty when it carries none. Only POST and PATCH carry one: on the
    // other methods the key says nothing.
    QString next(const QByteArray& method) const;
    // The request that the user sees is a different one now.
    void edited();
    // A send went out with next(): what the following one carries is decided by the policy.
    void sent();
    void renew();

    static QByteArray onTheWire(const QString& key);

private:
    KeyPolicy m_policy = KeyPolicy::NewEachSend;
    QString m_key;
    QString m_fixed;
    bool m_used = false; // a send carried m_key
};

// The key that somebody wrote into the headers, without the quotes of the wire; empty when there is none.
QString keyInHeaders(const HeaderList& headers);
HeaderList withoutKey(const HeaderList& headers);

} // namespace signalbox
