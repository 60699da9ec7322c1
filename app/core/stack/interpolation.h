// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/stack_file.h"
#include "core/stack/yaml_document.h"

namespace signalbox {

// Replaces the variables in every value of a document, as Compose does: keys stay as they are.
void interpolateValues(
    YamlNode& node, const Variables& variables, Unset unset, const QString& file, QList<StackFileProblem>& problems);

} // namespace signalbox
