// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/map_graph.h"

namespace signalbox {

// What the inspector says of a node of the map; of services, what inspectService() says.
Inspection inspectMapNode(const StackSession& session, const MapGraph& graph, const QString& nodeId, qint64 nowMs);

} // namespace signalbox
