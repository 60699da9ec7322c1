// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <vector>

namespace signalbox {

// All living and dead descendants of a process, from /proc/*/stat (works without CONFIG_PROC_CHILDREN).
std::vector<pid_t> descendants(pid_t root);

} // namespace signalbox
