// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/probe/probe_session.h"

#include "backend/engine/probe/amqp_probe.h"
#include "backend/engine/probe/http_probe.h"
#include "backend/engine/probe/postgres_probe.h"

namespace signalbox {

namespace {

struct Maker
{
    QThreadPool* pool;

    std::unique_ptr<ProbeSession> operator()(const HttpProbe& probe) const
    {
        return std::make_unique<HttpProbeSession>(probe);
    }
    std::unique_ptr<ProbeSession> operator()(const PostgresProbe& probe) const
    {
        return std::make_unique<PostgresProbeSession>(probe, pool);
    }
    std::unique_ptr<ProbeSession> operator()(const AmqpProbe& probe) const
    {
        return std::make_unique<AmqpProbeSession>(probe, pool);
    }
};

} // namespace

std::unique_ptr<ProbeSession> makeProbeSession(const Probe& probe, QThreadPool* pool)
{
    return std::visit(Maker{pool}, probe);
}

} // namespace signalbox
