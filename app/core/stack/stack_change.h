// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/stack_file.h"

namespace signalbox {

// What a changed stack file means for a stack that runs.

// Whether `now` is the same stack but for what each service takes anew at its own start (its program, arguments,
// variables …). Else something binds services together, and the change has to wait until nothing runs.
bool isSameShape(const StackFile& before, const StackFile& now);

// Whether a process started by one is also a process of the other. Where it stands in the file, or how it is drawn,
// makes no difference to it.
bool isSameProcess(const ServiceDefinition& before, const ServiceDefinition& now);

} // namespace signalbox
