// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/last_lines.h"

#include "core/base/format.h"
#include "core/base/when_done.h"

namespace signalbox {
namespace {

constexpr int refreshMs = 500;
constexpr int newestLines = 200; // a service that is silent longer keeps the line it has

} // namespace

LastLines::LastLines(StoreClient& store, QObject* parent)
    : QObject(parent)
    , m_store(store)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(refreshMs);
    connect(&m_soon, &QTimer::timeout, this, &LastLines::ask);
}

void LastLines::setServices(const QStringList& services)
{
    for (const QString& service : services)
        if (!m_services.contains(service))
            askFor(service);
    m_services = services;
}

void LastLines::refreshSoon()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void LastLines::ask()
{
    LogQuery query;
    query.limit = newestLines;
    whenDone(m_store.logs(query), this, [this](const Result<LogPage>& page) { take(page); });
}

void LastLines::askFor(const QString& service)
{
    LogQuery query;
    query.services = {service};
    query.limit = 1;
    whenDone(m_store.logs(query), this, [this](const Result<LogPage>& page) { take(page); });
}

// Answers come in any order: an older line never replaces a newer one.
void LastLines::take(const Result<LogPage>& page)
{
    if (!page)
        return;
    bool news = false;
    for (const LogLine& line : page->lines) {
        if (line.id <= m_ids.value(line.service))
            continue;
        m_ids.insert(line.service, line.id);
        m_lines.insert(line.service, visibleText(line.message, 400));
        news = true;
    }
    if (news)
        emit changed();
}

} // namespace signalbox
