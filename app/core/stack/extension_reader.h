// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/node_reader.h"

namespace signalbox {

// Reads x-signalbox: what Compose cannot say. Unknown keys are warnings, because they are ours and a misspelt one
// would do nothing.
void readServiceExtension(const YamlNode* node, ServiceDefinition& service, NodeReader& reader);
void readFileExtension(const YamlNode* node, StackFile& file, NodeReader& reader);

} // namespace signalbox
