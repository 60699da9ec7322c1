// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/node_reader.h"

namespace signalbox {

// Reads x-signalbox.demo. A body may be JSON text or YAML, which becomes JSON.
QList<DemoStep> readDemo(const YamlNode* node, NodeReader& reader);

} // namespace signalbox
