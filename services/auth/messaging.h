// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/revocation_list.h"
#include "platform/bus/rabbit_publisher.h"
#include "platform/outbox/dispatcher.h"
#include "platform/outbox/pg_outbox_store.h"
#include "platform/postgres/housekeeper.h"
#include "platform/service.h"

#include <string>
#include <vector>

namespace auth {

// What sends the events of the service and keeps its tables small, in one piece: main() is long without it. The
// arguments outlive it.
class Messaging
{
public:
    Messaging(const std::string& brokerUrl, platform::Database& database, platform::Metrics& metrics)
        : m_publisher(brokerUrl, "auth dispatcher", {"events"})
        , m_outbox(database)
        , m_dispatcher({.source = "auth"}, m_outbox, m_publisher, metrics)
        , m_housekeeper(database, {platform::maintainPartitions, forgetRevocations})
    {
    }

    platform::ReadinessCheck readiness()
    {
        return {"rabbitmq", [this] { return m_publisher.problem(); }, platform::ProcessRole::Scheduler};
    }
    std::vector<platform::BackgroundTask> tasks()
    {
        return {{"housekeeper", [this] { m_housekeeper.start(); }, [this] { m_housekeeper.stop(); }},
                {"dispatcher", [this] { m_dispatcher.start(); }, [this] { m_dispatcher.stop(); }}};
    }

private:
    platform::RabbitPublisher m_publisher;
    platform::PgOutboxStore m_outbox;
    platform::Dispatcher m_dispatcher;
    platform::Housekeeper m_housekeeper;
};

} // namespace auth
