// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/link.h"

#include <QList>

namespace signalbox {

// The places that the user has been to, as a browser keeps them.
class History
{
public:
    void visit(const Link& place); // cuts off what lies ahead; the same place again is no visit
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }
    Link back();
    Link forward();

private:
    QList<Link> m_places;
    qsizetype m_at = -1;
};

} // namespace signalbox
