// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/node_reader.h"

namespace signalbox {

// What must hold between the services of one stack: dependencies exist and have no cycle, and no two services share
// the variables of their ports. Problems stand where the dependency stands.
void checkServices(const QList<ServiceDefinition>& services, const YamlNode& root, NodeReader& reader);

} // namespace signalbox
