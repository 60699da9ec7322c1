// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/store/queries.h"
#include "models/inspection.h"

#include <QHash>

namespace signalbox {

enum class MapKind { Service, Exchange, Queue, DeadLetters, Outbox, Database, Server };

// One thing on the map. Its size depends on its names alone, so that numbers can change without a new layout.
struct MapNode
{
    QString id; // "queue:<name>": unique over all kinds
    MapKind kind = MapKind::Service;
    QString title;
    QString subtitle; // what it does now: state, depth, oldest age
    QString service;  // whose stripe; empty = none
    QString color;    // as serviceColor() says it
    StatusTone tone = StatusTone::None;
    int width = 0;
    int height = 0;

    bool operator==(const MapNode&) const = default;
};

struct MapEdge
{
    enum class Kind { Needs, Calls, Stores, Collects, Publishes, Routes, Delivers, DeadLetters };

    Kind kind = Kind::Needs;
    QString from;
    QString to;
    QString label; // rate, p95
    StatusTone tone = StatusTone::None;

    QString id() const { return from + QLatin1Char('>') + to; }
    bool operator==(const MapEdge&) const = default;
};

// The stack as one graph: what is declared in the stack file, what the broker says of itself, what was observed.
struct MapGraph
{
    QList<MapNode> nodes;
    QList<MapEdge> edges;

    const MapNode* find(const QString& id) const;
    QString shape() const; // equal for graphs that need the same layout
    bool operator==(const MapGraph&) const = default;
};

// Calls between services that were observed in the last `seconds`.
struct MapTraffic
{
    QList<ServiceEdge> edges;
    int seconds = 0;
};

MapGraph mapGraph(const StackSession& session, const MapTraffic& traffic);

QString serviceNodeId(const QString& service);
QString queueNodeId(const QString& queue);

} // namespace signalbox
