// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/ports.h"
#include "core/base/result.h"
#include "core/base/state_paths.h"
#include "core/stack/stack_file.h"

#include <QString>

namespace signalbox {

// What the daemon brings along when it opens a stack.
struct StackInputs
{
    StatePaths paths;              // the folders exist (createFolders)
    QString otlpEndpoint;          // "http://127.0.0.1:4318"
    QString otlpGrpcEndpoint = {}; // "http://127.0.0.1:4317"
    QString otlpKey;               // value of x-signalbox-key
    Variables environment;         // the daemon's own environment
};

// A stack file read with everything that its ${…} may name.
struct OpenedStack
{
    StackFile file;
    Variables variables;
};

// The user's variables as Compose sees them: the environment, and below it `.env` beside the stack file.
Result<Variables> userVariables(const QString& stackFile, const Variables& environment);

// Reads the file once for its structure, computes ports, hosts, secrets, endpoints and the certificate of the edge,
// and reads it again with them. May be called again for a changed file: ports and secrets stay. Blocks for files, the
// first time for `traefik version`: call it when a stack is opened, not while one is used.
//
// Variables: <SERVICE>_<ROLE>_PORT, <SERVICE>_HOST, x-signalbox.secrets, SIGNALBOX_BIND (127.0.0.1),
// SIGNALBOX_OTLP_ENDPOINT, SIGNALBOX_OTLP_GRPC_ENDPOINT, SIGNALBOX_OTLP_HEADERS, SIGNALBOX_OTLP_KEY, SIGNALBOX_CA_FILE,
// SIGNALBOX_TLS_DIR, SIGNALBOX_TRAEFIK (when found), and all of the user's. A port set by the user is fixed; hosts and
// SIGNALBOX_… are always computed.
Result<OpenedStack> openStack(const QString& stackFile, const StackInputs& inputs, PortAllocator& ports);

} // namespace signalbox
