// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/stack_file.h"

#include <optional>

namespace signalbox {

// A service whose outbox, inbox or both are watched, and the URL of its database with a role that can only read.
struct OutboxSource
{
    QString service;
    QString conninfo; // libpq's, URL or key=value
    std::optional<OutboxSpec> outbox;
    std::optional<InboxSpec> inbox;
};

} // namespace signalbox
