// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/history.h"

namespace signalbox {
namespace {

constexpr qsizetype kept = 200;

} // namespace

void History::visit(const Link& place)
{
    if (m_at >= 0 && m_places.at(m_at) == place)
        return;
    m_places.resize(m_at + 1);
    m_places.append(place);
    if (m_places.size() > kept)
        m_places.removeFirst();
    m_at = m_places.size() - 1;
}

Link History::back()
{
    return canGoBack() ? m_places.at(--m_at) : Link();
}

Link History::forward()
{
    return canGoForward() ? m_places.at(++m_at) : Link();
}

} // namespace signalbox
