// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/node_reader.h"

namespace signalbox {

// Reads what compose-spec defines and Signalbox uses: services with image, environment, dependencies, profiles.
// Other keys of Compose are somebody's valid file and pass in silence.
QString readStackName(const YamlNode& root, NodeReader& reader);
QList<ServiceDefinition> readServices(const YamlNode& root, const Variables& variables, NodeReader& reader);

} // namespace signalbox
