// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_key.h"

#include "core/base/ids.h"

namespace signalbox {

ComposeKey::ComposeKey()
    : m_key(newUuidV7())
    , m_fixed(m_key)
{
}

QString ComposeKey::next(const QByteArray& method) const
{
    if (method != "POST" && method != "PATCH")
        return {};
    switch (m_policy) {
    case KeyPolicy::NewEachSend:
    case KeyPolicy::SameUntilEdited: return m_key;
    case KeyPolicy::Fixed: return m_fixed;
    case KeyPolicy::None: return {};
    }
    return {};
}

void ComposeKey::edited()
{
    if (m_policy == KeyPolicy::SameUntilEdited && m_used)
        renew();
}

void ComposeKey::sent()
{
    m_used = true;
    if (m_policy == KeyPolicy::NewEachSend)
        renew();
}

void ComposeKey::renew()
{
    m_key = newUuidV7();
    m_used = false;
}

QByteArray ComposeKey::onTheWire(const QString& key)
{
    QByteArray escaped = key.toUtf8();
    escaped.replace('\\', "\\\\").replace('"', "\\\"");
    return '"' + escaped + '"';
}

QString keyInHeaders(const HeaderList& headers)
{
    for (const auto& [name, value] : headers) {
        if (name.compare("Idempotency-Key", Qt::CaseInsensitive) != 0)
            continue;
        const QString key = QString::fromUtf8(value);
        return key.size() > 1 && key.startsWith(QLatin1Char('"')) && key.endsWith(QLatin1Char('"'))
                   ? key.mid(1, key.size() - 2)
                   : key;
    }
    return {};
}

HeaderList withoutKey(const HeaderList& headers)
{
    HeaderList others;
    for (const auto& header : headers) {
        if (header.first.compare("Idempotency-Key", Qt::CaseInsensitive) != 0)
            others.append(header);
    }
    return others;
}

} // namespace signalbox
